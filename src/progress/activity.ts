import type { Parts } from '../commands/command.js';
import { update } from '../store.js';
import { type Activity, dayAt, lived, NO_ACTIVITY } from './days.js';

export const activityKey = (member: string): string => `activity:${member}`;

export const activityOf = async ({ store }: Pick<Parts, 'store'>, member: string): Promise<Activity> => (await store.get<Activity>(activityKey(member)))?.value ?? NO_ACTIVITY;

/** Changes it; the same object back leaves it as it is. */
export async function changeActivity({ store }: Pick<Parts, 'store'>, member: string, change: (now: Activity) => Activity): Promise<Activity> {
  const after = await update<Activity>(store, activityKey(member), (now) => {
    const next = change(now ?? NO_ACTIVITY);
    return next === now ? undefined : next;
  });
  return after ?? NO_ACTIVITY;
}

/** A member did something at an instant (epoch ms). Returns their local day then. Safe to repeat; written once a day. */
export async function markActive(parts: Pick<Parts, 'store' | 'defaults'>, member: string, atMs: number): Promise<string> {
  const { zone } = parts.defaults;
  let day = '';
  await changeActivity(parts, member, (now) => lived(now, (day = dayAt(now, atMs, zone))));
  return day;
}
