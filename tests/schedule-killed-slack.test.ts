import { scheduleKilled } from './contracts/schedule-killed.js';

await scheduleKilled('slack');
