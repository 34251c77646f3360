import type { Config, Name } from './config.js';
import { type Text, text } from './doctor/finding.js';
import { isRedis } from './store/redis/address.js';

/** Slack docs "Using Socket Mode": connections of one app at a time. */
const MOST_CONNECTIONS = 10;

const OAUTH = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET', 'TOKEN_KEY'] as const;

/** A variable, and what is wrong with it beside the others. */
export interface Misfit {
  readonly name: Name;
  readonly why: Text;
}

type IsSet = (name: Name) => boolean;

const misfit = (name: Name, en: string, zh: string): Misfit => ({ name, why: text(en, zh) });
const lacks = (name: Name, beside: string): Misfit => misfit(name, `needs ${beside} beside it`, `还需要设置 ${beside}`);

/**
 * What does not go together, each with its remedy. `set` tells what is there at all, `config` has what is valid: the second
 * problem is named beside the first, and no other one is made up.
 */
export function misfits(set: IsSet, config: Partial<Config>): Misfit[] {
  return [...slack(set), ...model(set), ...processes(set, config), ...ops(set, config)];
}

function* slack(set: IsSet): Generator<Misfit> {
  const [first, second] = [set('SLACK_BOT_TOKEN'), OAUTH.some(set)];
  if (first && second) {
    yield misfit('SLACK_BOT_TOKEN', 'is for one workspace; leave it empty beside SLACK_CLIENT_ID and install the app at /slack/install', '只用于单个工作区；设置了 SLACK_CLIENT_ID 就让它空着，在 /slack/install 安装应用');
  }
  const missing = second ? OAUTH.filter((name) => !set(name)) : [];
  if (missing.length > 0) yield lacks(OAUTH.find(set) ?? OAUTH[0], missing.join(', '));
  const main = first ? 'SLACK_BOT_TOKEN' : 'SLACK_CLIENT_ID';
  if ((first || set('SLACK_CLIENT_ID')) && !set('SLACK_APP_TOKEN') && !set('SLACK_SIGNING_SECRET')) {
    yield misfit(main, 'needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (signed HTTP) beside it', '还需要设置 SLACK_APP_TOKEN（Socket Mode）或 SLACK_SIGNING_SECRET（签名 HTTP）');
  }
  for (const name of ['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'] as const) {
    if (set(name) && !first && !second) yield misfit(name, 'needs SLACK_BOT_TOKEN, or SLACK_CLIENT_ID for many workspaces, beside it', '还需要设置 SLACK_BOT_TOKEN；多个工作区则设置 SLACK_CLIENT_ID');
  }
}

function* model(set: IsSet): Generator<Misfit> {
  if (set('MODEL_URL') && !set('MODEL_NAME')) yield lacks('MODEL_URL', 'MODEL_NAME');
  for (const name of ['MODEL_NAME', 'MODEL_KEY'] as const) {
    if (set(name) && !set('MODEL_URL')) yield lacks(name, 'MODEL_URL');
  }
}

function* processes(set: IsSet, { STORE_URL: store, PROCESSES: many = 1, SLACK_CONNECTIONS: sockets = 1, SHARDS: shards }: Partial<Config>): Generator<Misfit> {
  const alone = store !== undefined && !isRedis(store);
  if (many > 1 && alone) yield misfit('PROCESSES', 'a file belongs to one process; several need STORE_URL=redis://… beside it', '一个文件只能由一个进程使用；多个进程还需要设置 STORE_URL=redis://…');
  if (sockets > 1 && !set('SLACK_APP_TOKEN')) yield misfit('SLACK_CONNECTIONS', 'is for Socket Mode; needs SLACK_APP_TOKEN beside it', '用于 Socket Mode，还需要设置 SLACK_APP_TOKEN');
  else if (sockets * many > MOST_CONNECTIONS) {
    yield misfit('SLACK_CONNECTIONS', `times PROCESSES is ${sockets * many}; Slack allows ${MOST_CONNECTIONS} for all processes together`, `乘以 PROCESSES 等于 ${sockets * many}；Slack 允许所有进程合计 ${MOST_CONNECTIONS} 个`);
  }
  if (shards === undefined) return;
  if (!set('DISCORD_TOKEN')) yield lacks('SHARDS', 'DISCORD_TOKEN');
  if (shards === 'auto') {
    if (many > 1) yield misfit('SHARDS', 'auto is for one process; give each of several its own, such as 0,1/4 and 2,3/4', 'auto 只用于单个进程；多个进程请各自设置，例如 0,1/4 和 2,3/4');
  } else if (shards.ids.length < shards.count && alone) {
    yield misfit('SHARDS', 'the other shards run in other processes, which need STORE_URL=redis://… beside it', '其余分片由其他进程运行，这需要设置 STORE_URL=redis://…');
  }
}

function* ops(set: IsSet, config: Partial<Config>): Generator<Misfit> {
  if (set('OPS_HOST') && !set('OPS_PORT')) yield lacks('OPS_HOST', 'OPS_PORT');
  const { OPS_PORT: port = 0 } = config;
  const taken = port !== 0 && portsOf(set, config).find(([, other]) => other === port);
  if (taken) yield misfit('OPS_PORT', `${taken[0]} is the same port; give each its own`, `与 ${taken[0]} 端口相同，请分别设置`);
}

/** Ports that the bot listens on beside that of operators. */
const portsOf = (set: IsSet, { PAGE, PAGE_PORT, SLACK_PORT }: Partial<Config>): (readonly [Name, number | undefined])[] => [
  ...(PAGE === 'off' ? [] : [['PAGE_PORT', PAGE_PORT] as const]),
  // signed HTTP, and the pages of an installation
  ...((set('SLACK_BOT_TOKEN') && !set('SLACK_APP_TOKEN')) || set('SLACK_CLIENT_ID') ? [['SLACK_PORT', SLACK_PORT] as const] : []),
];
