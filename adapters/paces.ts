import { holdsIn } from '../src/io/holds.js';
import { createPace, type Pace, type PaceOptions, shareOf } from '../src/io/pace.js';
import type { Store } from '../src/store.js';

/** A bit under Discord's 50 calls a second; its limits of channels are met by the way. */
export const DISCORD_PACE = { minTimeMs: 21, channelMinTimeMs: 0 } as const satisfies PaceOptions;
/** Slack allows about one message a second in a channel. */
export const SLACK_PACE = { minTimeMs: 20, channelMinTimeMs: 1000 } as const satisfies PaceOptions;

/** A platform's pace in one of several processes on one store, which together keep its limits. */
export function paceOf(options: PaceOptions, processes: number, store: Store): Pace {
  const { channelMinTimeMs } = options;
  const divided = processes > 1 && channelMinTimeMs > 0;
  return createPace({ ...shareOf(options, processes), holds: divided ? holdsIn(store, channelMinTimeMs) : undefined });
}
