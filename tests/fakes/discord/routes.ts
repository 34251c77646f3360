import type { Callbacks } from './callbacks.js';
import type { Gateway } from './gateway.js';
import { fault, ok, type Answer, type Call } from './http.js';
import type { Message, Messages } from './messages.js';
import { putCommands } from './registering.js';
import {
  allowed,
  APPLICATION,
  CHANNEL,
  channel,
  GUILD,
  guild,
  member,
  SEND,
  SEND_IN_THREADS,
  THREAD,
  TOKEN,
  VIEW,
  type World,
} from './world.js';

export interface Parts {
  readonly world: World;
  readonly messages: Messages;
  readonly callbacks: Callbacks;
  readonly gateway: Gateway;
}
type Handler = (parts: Parts, ids: string[], call: Call) => Answer;

const UNKNOWN_CHANNEL = fault(404, 10003, 'Unknown Channel');

/** Refuses a channel that is not there, that the bot cannot see, or may not write to. */
function closed(world: World, id: string, writing: boolean): Answer | undefined {
  if (!channel(world, id)) return UNKNOWN_CHANNEL;
  if ((allowed(world) & VIEW) === 0n) return fault(403, 50001, 'Missing Access');
  if (writing && (allowed(world) & (id === THREAD ? SEND_IN_THREADS : SEND)) === 0n) return fault(403, 50013, 'Missing Permissions');
  return undefined;
}

const body = (call: Call) => call.body as Message['body'];

/** Routes below /api/v10; those of interactions and webhooks carry their token in the path and want no other. */
const ROUTES: readonly [RegExp, Handler][] = [
  [
    /^POST \/interactions\/(\d+)\/([^/]+)\/callback$/,
    ({ callbacks }, [id, token], call) =>
      callbacks.acknowledge(id!, token!, call.body as never, call.query.get('with_response') === 'true'),
  ],
  [/^PATCH \/webhooks\/\d+\/([^/]+)\/messages\/@original$/, ({ callbacks }, [token], call) => callbacks.original(token!, body(call))],
  [/^GET \/webhooks\/\d+\/([^/]+)\/messages\/@original$/, ({ callbacks }, [token]) => callbacks.original(token!, undefined)],
  [/^POST \/webhooks\/\d+\/([^/]+)$/, ({ callbacks }, [token], call) => callbacks.followUp(token!, body(call))],
];
const BOT_ROUTES: readonly [RegExp, Handler][] = [
  [/^GET \/gateway\/bot$/, ({ gateway }) => ok(gateway.bot())],
  [/^POST \/channels\/(\d+)\/messages$/, ({ world, messages }, [id], call) => closed(world, id!, true) ?? messages.create(id!, body(call))],
  [
    /^PATCH \/channels\/(\d+)\/messages\/(\d+)$/,
    ({ world, messages }, [id, message], call) => closed(world, id!, false) ?? messages.edit(id!, message!, body(call)),
  ],
  [/^GET \/channels\/(\d+)$/, ({ world }, [id]) => closed(world, id!, false) ?? ok(channel(world, id!))],
  [new RegExp(`^GET /guilds/${GUILD}$`), ({ world }) => ok(guild(world))],
  [new RegExp(`^GET /guilds/${GUILD}/channels$`), ({ world }) => ok([channel(world, CHANNEL)])],
  [new RegExp(`^GET /guilds/${GUILD}/members/${APPLICATION}$`), () => ok(member())],
  [/^GET \/applications\/@me$/, () => ok({ id: APPLICATION, name: 'study-hall', flags: 0 })],
  [/^GET \/applications\/\d+(?:\/guilds\/\d+)?\/commands$/, ({ world }) => ok(world.commands)],
  [/^PUT \/applications\/\d+(?:\/guilds\/\d+)?\/commands$/, ({ world, messages }, _ids, call) => putCommands(world, messages, call.body)],
];

/** Answers one call as Discord would. */
export function route(parts: Parts, call: Call): Answer {
  const wanted = `${call.method} ${call.path}`;
  for (const [routes, open] of [
    [ROUTES, true],
    [BOT_ROUTES, false],
  ] as const)
    for (const [pattern, handler] of routes) {
      const match = pattern.exec(wanted);
      if (match && !open && call.authorization !== `Bot ${TOKEN}`) return fault(401, 0, '401: Unauthorized');
      if (match) return handler(parts, match.slice(1), call);
    }
  return fault(404, 0, '404: Not Found');
}
