import { choice, command, param } from './commands.js';
import { common, error, help, settings } from './common.js';
import { quiz, schedule } from './group.js';
import { digest, find, lesson, read, report, term } from './study.js';

export const en = { choice, command, param, common, error, help, settings, quiz, schedule, digest, find, lesson, read, report, term };
