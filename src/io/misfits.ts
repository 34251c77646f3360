import type { Config, Name } from './config.js';
import { isRedis } from './store/redis/address.js';

/** Slack docs "Using Socket Mode": connections of one app at a time. */
const MOST_CONNECTIONS = 10;

const OAUTH = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET', 'TOKEN_KEY'] as const;

/**
 * What does not go together, each with its remedy. `set` tells what is there at all, `config` has what is valid: the second
 * problem is named beside the first, and no other one is made up.
 */
export function misfits(set: (name: Name) => boolean, config: Partial<Config>): string[] {
  return [...slack(set), ...model(set), ...processes(set, config)];
}

function* slack(set: (name: Name) => boolean): Generator<string> {
  const [first, second] = [set('SLACK_BOT_TOKEN'), OAUTH.some(set)];
  if (first && second) yield 'SLACK_BOT_TOKEN: is for one workspace; leave it empty beside SLACK_CLIENT_ID and install the app at /slack/install';
  const missing = second ? OAUTH.filter((name) => !set(name)) : [];
  if (missing.length > 0) yield `${OAUTH.find(set)}: needs ${missing.join(', ')} beside it`;
  const main = first ? 'SLACK_BOT_TOKEN' : 'SLACK_CLIENT_ID';
  if ((first || set('SLACK_CLIENT_ID')) && !set('SLACK_APP_TOKEN') && !set('SLACK_SIGNING_SECRET')) {
    yield `${main}: needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (signed HTTP) beside it`;
  }
  for (const name of ['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'] as const) {
    if (set(name) && !first && !second) yield `${name}: needs SLACK_BOT_TOKEN, or SLACK_CLIENT_ID for many workspaces, beside it`;
  }
}

function* model(set: (name: Name) => boolean): Generator<string> {
  if (set('MODEL_URL') && !set('MODEL_NAME')) yield 'MODEL_URL: needs MODEL_NAME beside it';
  for (const name of ['MODEL_NAME', 'MODEL_KEY'] as const) {
    if (set(name) && !set('MODEL_URL')) yield `${name}: needs MODEL_URL beside it`;
  }
}

function* processes(set: (name: Name) => boolean, { STORE_URL: store, PROCESSES: many = 1, SLACK_CONNECTIONS: sockets = 1, SHARDS: shards }: Partial<Config>): Generator<string> {
  const alone = store !== undefined && !isRedis(store);
  if (many > 1 && alone) yield 'PROCESSES: a file belongs to one process; several need STORE_URL=redis://… beside it';
  if (sockets > 1 && !set('SLACK_APP_TOKEN')) yield 'SLACK_CONNECTIONS: is for Socket Mode; needs SLACK_APP_TOKEN beside it';
  else if (sockets * many > MOST_CONNECTIONS) yield `SLACK_CONNECTIONS: times PROCESSES is ${sockets * many}; Slack allows ${MOST_CONNECTIONS} for all processes together`;
  if (shards === undefined) return;
  if (!set('DISCORD_TOKEN')) yield 'SHARDS: needs DISCORD_TOKEN beside it';
  if (shards === 'auto') {
    if (many > 1) yield 'SHARDS: auto is for one process; give each of several its own, such as 0,1/4 and 2,3/4';
  } else if (shards.ids.length < shards.count && alone) yield 'SHARDS: the other shards run in other processes, which need STORE_URL=redis://… beside it';
}
