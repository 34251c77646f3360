import { createSchedule } from '../../src/schedule/book.js';
import type { Schedule } from '../../src/schedule/schedule.js';
import { schedule } from './schedules.js';
import type { World } from './world.js';

/** Stores a schedule of 08:00 in Shanghai, next on the day after the world begins. */
export const plan = ({ hall }: Pick<World, 'hall'>, change: Partial<Schedule> = {}): Promise<Schedule> =>
  createSchedule(hall.parts.store, schedule({ id: hall.parts.random.id(), cursor: '13', from: '2026-03-03', nextDate: '2026-03-03', ...change }));
