/** Ids as the core sees them: opaque, unique over all platforms, read back here alone. */

export const groupId = (team: string): string => `slack:${team}`;

export const memberId = (team: string, user: string): string => `slack:${team}:${user}`;

export const channelId = (team: string, channel: string): string => `slack:${team}:${channel}`;

/** A message is addressed by its channel and its `ts`, which is unique in that channel only. */
export const messageId = (team: string, channel: string, ts: string): string => `slack:${team}:${channel}:${ts}`;

/** Slack's own channel id of one of ours (`slack:T1:C1` → `C1`). */
export const channelOf = (id: string): string => id.split(':')[2] ?? id;

/** Slack's own team id of one of ours (`slack:T1:U1` → `T1`). */
export const teamOf = (id: string): string => id.split(':')[1] ?? id;

/** Slack's `ts` of one of our message ids (`slack:T1:C1:1700000000.000100` → `1700000000.000100`). */
export const tsOf = (id: string): string => id.split(':')[3] ?? id;

/** Slack's own id of one of our members or channels; undefined for one of another platform. */
export const slackId = (id: string): string | undefined => /^slack:[^:]+:(\w+)$/.exec(id)?.[1];
