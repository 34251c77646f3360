import type { Store } from '../store.js';
import { changeSchedule, schedulesOf } from './book.js';
import { stopped } from './step.js';

/** Nothing can be posted in a group any more: its schedules wait, each with the reason, until somebody resumes them. */
export async function pauseGroup(store: Store, group: string): Promise<void> {
  for (const { id } of await schedulesOf(store, group)) await changeSchedule(store, id, (now) => stopped(now, now.nextDate, { why: 'removed', missing: '' }));
}
