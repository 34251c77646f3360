import type { Parts } from '../commands/command.js';
import { changeSchedule, dueBoard, scheduleIds, scheduleIn } from './book.js';
import { runSchedule } from './deliver.js';
import { followIn } from './follows.js';
import { adoptPlans } from './older.js';
import { runFollow } from './run-follow.js';
import { isKnown } from './schedule.js';
import { rewound } from './step.js';

/**
 * How much of one platform may be under way at once, over all processes. At Discord's 50 calls a second this many wait 2 s
 * for their turn, far less than their lease; and one group's slow channel takes one place of them.
 */
const AT_ONCE = 100;
/** Such a part of it is begun together: making a post takes milliseconds, and meanwhile no other goes out. */
const PORTION = 1 / 10;
/** A clock that went back by more than this was set, not slewed. */
const BACK_MS = 60_000;
/** When it was looked last is written down so often: a clock may be set back while nothing runs. */
const NOTE_MS = 60_000;
const LOOKED = 'schedules-looked';
/** Schedules looked at before others get their turn. */
const PIECE = 200;

export interface Scheduler {
  /** Does what is due, and what becomes due by that. Rejects never; several at once share the work. */
  look(): Promise<void>;
}

export function createScheduler(parts: Parts): Scheduler {
  /** Entries of each platform that are under way in this process. */
  const underWay = new Map<string, Set<string>>();
  /** Epoch ms of the last look, of a process before this one too. */
  let lastLook: number | undefined;
  /** The one that is written down. */
  let noted = -Infinity;
  let adopted = false;
  const most = Math.ceil(AT_ONCE / (parts.processes ?? 1));
  const portion = Math.ceil(most * PORTION);

  async function run(platform: string, entry: string): Promise<void> {
    const schedule = scheduleIn(entry);
    const follow = followIn(entry);
    if (schedule !== undefined) await runSchedule(parts, platform, schedule);
    else if (follow !== undefined) await runFollow(parts, platform, follow);
    // anything else is a newer version's, which runs beside this one for a while
  }

  /** Takes what is due in turn, so many at a time, until nothing is left that this look has not tried. */
  async function drain(platform: string): Promise<void> {
    const busy = underWay.get(platform) ?? new Set<string>();
    underWay.set(platform, busy);
    const tried = new Set<string>();
    const mine = new Set<Promise<void>>();
    const start = (entry: string) => {
      tried.add(entry);
      busy.add(entry);
      const job: Promise<void> = run(platform, entry)
        .catch((error: unknown) => parts.log.warn('what was due could not be done; it is tried again', { entry, error }))
        .finally(() => (busy.delete(entry), mine.delete(job)));
      mine.add(job);
    };
    /** How many of the first ones were tried in vain: to be read past. */
    let stuck = 0;
    // in portions, so that the board is not read for every one; but each look takes what room the slow ones leave
    for (let room = most - 1; ; room = most - portion) {
      if (busy.size <= room) {
        const limit = stuck + AT_ONCE;
        const due = (await parts.store.lowest(dueBoard(platform), parts.clock.now(), limit)).map(({ member }) => member);
        const fresh = due.filter((entry) => !busy.has(entry) && !tried.has(entry));
        stuck = due.filter((entry) => !busy.has(entry) && tried.has(entry)).length;
        for (const entry of fresh.slice(0, most - busy.size)) start(entry);
        if (fresh.length === 0 && due.length === limit) continue;
      }
      if (mine.size === 0) return;
      await Promise.race(mine);
    }
  }

  /** The clock was set back, while this ran or before it started: what was put off under the wrong time comes when it should. */
  async function mend(): Promise<void> {
    const ids = await scheduleIds(parts.store);
    for (let i = 0; i < ids.length; i += PIECE) {
      await Promise.all(ids.slice(i, i + PIECE).map((id) => changeSchedule(parts.store, id, (one) => (isKnown(one) ? rewound(one, parts.clock.now()) : one))));
      await parts.clock.turn();
    }
  }

  return {
    async look() {
      const now = parts.clock.now();
      // of a store that knows of no look, nothing is known
      const before = lastLook ?? (await parts.store.get<number>(LOOKED))?.value ?? Infinity;
      lastLook = now;
      const back = now < before - BACK_MS;
      adopted ||= await adoptPlans(parts);
      if (back) await mend();
      if (back || Math.abs(now - noted) >= NOTE_MS) {
        noted = now;
        await parts.store.set(LOOKED, now);
      }
      await Promise.all([...parts.adapters.keys()].map(drain));
    },
  };
}
