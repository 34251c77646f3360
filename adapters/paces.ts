import type { PaceOptions } from '../src/io/pace.js';

/** A bit under Discord's 50 calls a second; its limits of channels are met by the way. */
export const DISCORD_PACE = { minTimeMs: 21, channelMinTimeMs: 0 } as const satisfies PaceOptions;
/** Slack allows about one message a second in a channel. */
export const SLACK_PACE = { minTimeMs: 20, channelMinTimeMs: 1000 } as const satisfies PaceOptions;
