import type { Callbacks } from './callbacks.js';
import type { Gateway } from './gateway.js';
import { fault, ok, type Answer, type Call } from './http.js';
import type { Message, Messages } from './messages.js';
import { putCommands } from './registering.js';
import { closed, history, openDm, openThread, pin, unarchive, writing } from './places.js';
import { APPLICATION, botUser, CHANNEL, channel, GUILD, guild, member, TOKEN, type World } from './world.js';
import { uploadProblems } from './uploads.js';

export interface Parts {
  readonly world: World;
  readonly messages: Messages;
  readonly callbacks: Callbacks;
  readonly gateway: Gateway;
}
type Handler = (parts: Parts, ids: string[], call: Call) => Answer;

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
  [/^POST \/channels\/(\d+)\/messages$/, (parts, [id], call) => writing(parts, id!) ?? parts.messages.create(id!, body(call))],
  [
    /^PATCH \/channels\/(\d+)\/messages\/(\d+)$/,
    ({ world, messages }, [id, message], call) => closed(world, id!, { editing: true }) ?? messages.edit(id!, message!, body(call)),
  ],
  [/^GET \/channels\/(\d+)\/messages$/, (parts, [id], call) => history(parts, id!, call)],
  [/^POST \/channels\/(\d+)\/messages\/(\d+)\/threads$/, (parts, [id, message], call) => openThread(parts, id!, message!, call.body)],
  [/^PUT \/channels\/(\d+)\/messages\/pins\/(\d+)$/, (parts, [id, message]) => pin(parts, id!, message!, true)],
  [/^DELETE \/channels\/(\d+)\/messages\/pins\/(\d+)$/, (parts, [id, message]) => pin(parts, id!, message!, false)],
  [/^POST \/users\/@me\/channels$/, (parts, _ids, call) => openDm(parts, call.body)],
  [/^PATCH \/channels\/(\d+)$/, (parts, [id], call) => unarchive(parts, id!, call.body)],
  [/^GET \/channels\/(\d+)$/, ({ world }, [id]) => closed(world, id!) ?? ok(channel(world, id!))],
  [new RegExp(`^GET /guilds/${GUILD}$`), ({ world }) => (world.kicked ? fault(404, 10004, 'Unknown Guild') : ok(guild(world)))],
  [new RegExp(`^GET /guilds/${GUILD}/channels$`), ({ world }) => ok([channel(world, CHANNEL)])],
  [new RegExp(`^GET /guilds/${GUILD}/members/${APPLICATION}$`), () => ok(member())],
  [/^GET \/users\/@me$/, () => ok(botUser)],
  [/^GET \/applications\/@me$/, ({ world }) => ok({ id: APPLICATION, name: 'study-hall', flags: world.flags })],
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
      if (match && !open && (parts.world.revoked || call.authorization !== `Bot ${TOKEN}`)) return fault(401, 0, '401: Unauthorized');
      if (!match) continue;
      const wrong = uploadProblems(call);
      parts.messages.refused.push(...wrong);
      return wrong.length > 0 ? fault(400, 50035, `Invalid Form Body: ${wrong.join('; ')}`) : handler(parts, match.slice(1), call);
    }
  return fault(404, 0, '404: Not Found');
}
