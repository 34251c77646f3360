/** Where each row of the table for operators (adapters/faults.ts) is proven, over the real client libraries: file → part of a test's name. */
export const PROOFS: Readonly<Record<string, readonly (readonly [file: string, title: string])[]>> = {
  'discord-resume': [
    ['discord-connection', 'X5: an interaction sent while the socket was down arrives after the resume'],
    ['discord-connection', 'X3: an interaction played again by a resume has the key that it had'],
    ['discord-connection', 'X5: a server that no longer answers heartbeats is left, and the session resumed'],
    ['faults/discord', 'connected again, and interactions go on'],
    ['bot-events', 'four deliveries at once'],
  ],
  'discord-new-session': [['discord-connection', 'X5: a refused resume ends in a new session that takes interactions']],
  'discord-closed': [
    ['discord-connection', 'is an error at the start, not a wait for ever'],
    ['faults/discord', 'the log says what to do, and the process lives on'],
  ],
  'unreachable-at-start': [
    ['faults/discord', 'not to be reached at the start: an error, not a wait for ever'],
    ['faults/slack', 'Slack cannot be reached: an error, not a wait for ever'],
  ],
  'slack-socket': [
    ['slack.connection', 'a dropped socket is opened again, and an event of the time between is answered'],
    ['slack.connection', 'a connection that answers no ping is given up and opened again'],
    ['slack.connection', 'a refresh by Slack is followed, and events go on'],
    ['slack.connection', 'an event whose socket broke before the acknowledgement comes again, with the same key'],
    ['faults/slack', 'a goodbye with «%s» is followed, and events go on'],
  ],
  'slack-reopening': [['faults/slack', 'Slack %s: it is asked again, soon, and events go on']],
  'slack-refused': [
    ['slack.connection', 'a reconnect that Slack refuses is logged, and the process lives'],
    ['faults/slack', 'Socket Mode switched off while it runs'],
  ],
  'rate-limit': [
    ['discord-posts', 'S4: a 429 of a channel is waited for there'],
    ['discord-posts', 'S4: a global 429 holds up all'],
    ['discord-posts', 'that takes minutes goes to the caller at once'],
    ['faults/discord', 'an answer that meets a 429 %s is given after it, once'],
    ['faults/discord', 'a 429 that comes from before Discord'],
    ['slack.delivery', 'Retry-After of a 429 is honoured, and the post is sent once'],
    ['slack.delivery', 'met by a second one meanwhile is the workspace’s, and holds up all'],
    ['slack.wire', 'a rate limit on a first answer is waited for'],
    ['schedule-outages', '%s: others are delivered in time, that one when it may, once'],
  ],
  'server-error': [
    ['faults/discord', 'an %s that meets a 5xx is sent again'],
    ['faults/discord', 'a post that meets a 5xx which did nothing is sent again, and stands once'],
    ['faults/slack', '%s, then success: one visible message'],
  ],
  'lost-answer': [
    ['discord-posts', 'S2: a post whose answer was lost is tried again and stands once'],
    ['discord-posts', 'S2: a post whose answer never comes is given up in time, and stands once when it is tried again'],
    ['discord-wire', 'X3: an acknowledgement whose 200 is lost counts, and the answer follows'],
    ['discord-repeats', 'after that is found by its controls, and by nothing less'],
    ['slack.delivery', 'a second attempt of the ledger finds the first one, among others'],
    ['faults/slack', '%s, then success: one visible message'],
    ['schedule-outages', 'four answers are lost after the post landed: one message, recorded once'],
  ],
  'revoked-token': [
    ['discord-places', 'the token revoked: told so, also when discord.js has forgotten it'],
    ['slack.delivery', 'a token that is revoked while the bot runs'],
    ['schedule-outages', '%s: nothing pauses, the log says it, and with a good token all goes on'],
  ],
  'lost-right': [
    ['discord-posts', 'S4: a post without a right is told with the name of the right'],
    ['discord-places', 'the bot shown out of the server, and invited again'],
    ['slack.delivery', 'a channel that was deleted, archived, or left'],
    ['slack.delivery', 'a scope that is missing is named'],
    ['schedule-outages', 'that schedule pauses, its owner is told once what to do, others go on'],
  ],
  'private-refused': [
    ['discord-places', 'or not, where they take no messages'],
    ['slack.places', 'S4: a member is told in private'],
  ],
  'store-away': [
    ['start-redis', 'hear soon that they may try again, and it works again soon'],
    ['store.redis-trouble', 'killed with -9 and started again: every acknowledged write is there'],
    ['store.redis-trouble', 'frozen for 5 s: every call fails within a second'],
    ['faults/store', 'slow: work is done as long as it answers in half a second'],
    ['faults/outage', 'the process neither dies nor spins nor floods its log'],
  ],
  'store-full': [
    ['store.redis-trouble', 'full, with noeviction: writes fail in words'],
    ['store.sqlite', 'on a full disk the write that does not fit fails alone'],
    ['faults/store', 'members hear that they may try again, nothing acknowledged is lost, and with room all goes on'],
    ['faults/store', 'full: they hear that they may try again, nothing is lost, and with room work goes on'],
  ],
  'process-lost': [
    ['faults/three-processes', 'one killed with -9, one frozen for 5 s, Redis restarted: 0 lost, 0 double, no stall over 10 s'],
    ['bot-events', 'where another delivery was acknowledged before, nothing is said over its answer'],
    ['contracts/schedule-killed', 'one message, recorded once, nothing lost'],
  ],
  'two-versions': [
    ['faults/versions', 'stays on the board of what is due, and holds up nothing'],
    ['faults/versions', 'stays in documents that this one changes'],
    ['bot-settings', 'those of a later one stay'],
  ],
  clocks: [
    ['faults/skew', 'for a lease ends by the store’s clock'],
    ['store.redis-trouble', 'leases go by the server’s clock'],
  ],
};
