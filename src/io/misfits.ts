import type { Config, Name, Wrong } from './config.js';
import { text } from './doctor/finding.js';
import { isRedis } from './store/redis/address.js';

/** Slack docs "Using Socket Mode": connections of one app at a time. */
const MOST_CONNECTIONS = 10;

const OAUTH = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET', 'TOKEN_KEY'] as const;

const wrong = (name: Name, en: string, zh: string): Wrong => ({ name, why: text(en, zh) });
const lacks = (name: Name, beside: string): Wrong => wrong(name, `needs ${beside} beside it`, `还需要设置 ${beside}`);

/**
 * What does not go together, each with its remedy. `set` tells what is there at all, `config` has what is valid: the second
 * problem is named beside the first, and no other one is made up.
 */
export function misfits(set: (name: Name) => boolean, config: Partial<Config>): Wrong[] {
  return [...slack(set), ...model(set), ...processes(set, config), ...operators(set, config)];
}

function* slack(set: (name: Name) => boolean): Generator<Wrong> {
  const [first, second] = [set('SLACK_BOT_TOKEN'), OAUTH.find(set)];
  if (first && second) {
    yield wrong('SLACK_BOT_TOKEN', 'is for one workspace; leave it empty beside SLACK_CLIENT_ID and install the app at /slack/install', '只用于单个工作区；设置了 SLACK_CLIENT_ID 时请留空，在 /slack/install 安装应用');
  }
  const missing = second ? OAUTH.filter((name) => !set(name)) : [];
  if (second && missing.length > 0) yield lacks(second, missing.join(', '));
  const main = first ? 'SLACK_BOT_TOKEN' : 'SLACK_CLIENT_ID';
  if ((first || set('SLACK_CLIENT_ID')) && !set('SLACK_APP_TOKEN') && !set('SLACK_SIGNING_SECRET')) {
    yield wrong(main, 'needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (signed HTTP) beside it', '还需要设置 SLACK_APP_TOKEN（Socket Mode）或 SLACK_SIGNING_SECRET（签名 HTTP）');
  }
  for (const name of ['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'] as const) {
    if (set(name) && !first && !second) yield wrong(name, 'needs SLACK_BOT_TOKEN, or SLACK_CLIENT_ID for many workspaces, beside it', '还需要设置 SLACK_BOT_TOKEN；服务多个工作区时设置 SLACK_CLIENT_ID');
  }
}

function* model(set: (name: Name) => boolean): Generator<Wrong> {
  if (set('MODEL_URL') && !set('MODEL_NAME')) yield lacks('MODEL_URL', 'MODEL_NAME');
  for (const name of ['MODEL_NAME', 'MODEL_KEY'] as const) {
    if (set(name) && !set('MODEL_URL')) yield lacks(name, 'MODEL_URL');
  }
}

function* processes(set: (name: Name) => boolean, { STORE_URL: store, PROCESSES: many = 1, SLACK_CONNECTIONS: sockets = 1, SHARDS: shards }: Partial<Config>): Generator<Wrong> {
  const alone = store !== undefined && !isRedis(store);
  if (many > 1 && alone) yield wrong('PROCESSES', 'a file belongs to one process; several need STORE_URL=redis://… beside it', '一个文件只能由一个进程使用；多个进程还需要设置 STORE_URL=redis://…');
  if (sockets > 1 && !set('SLACK_APP_TOKEN')) yield wrong('SLACK_CONNECTIONS', 'is for Socket Mode; needs SLACK_APP_TOKEN beside it', '用于 Socket Mode，还需要设置 SLACK_APP_TOKEN');
  else if (sockets * many > MOST_CONNECTIONS) {
    yield wrong('SLACK_CONNECTIONS', `times PROCESSES is ${sockets * many}; Slack allows ${MOST_CONNECTIONS} for all processes together`, `乘以 PROCESSES 为 ${sockets * many}；Slack 允许所有进程合计 ${MOST_CONNECTIONS} 个`);
  }
  if (shards === undefined) return;
  if (!set('DISCORD_TOKEN')) yield lacks('SHARDS', 'DISCORD_TOKEN');
  if (shards === 'auto') {
    if (many > 1) yield wrong('SHARDS', 'auto is for one process; give each of several its own, such as 0,1/4 and 2,3/4', 'auto 只用于单个进程；多个进程请各自指定，例如 0,1/4 和 2,3/4');
  } else if (shards.ids.length < shards.count && alone) {
    yield wrong('SHARDS', 'the other shards run in other processes, which need STORE_URL=redis://… beside it', '其余分片由其他进程运行，还需要设置 STORE_URL=redis://…');
  }
}

function* operators(set: (name: Name) => boolean, config: Partial<Config>): Generator<Wrong> {
  if (set('OPS_HOST') && !set('OPS_PORT')) yield lacks('OPS_HOST', 'OPS_PORT');
  const { OPS_PORT: port = 0, PAGE, PAGE_PORT, SLACK_PORT } = config;
  // the port of Slack is for signed HTTP and for the page that installs the app
  const listens = (set('SLACK_BOT_TOKEN') && !set('SLACK_APP_TOKEN')) || set('SLACK_CLIENT_ID');
  const [taken] = [...(PAGE !== 'off' && PAGE_PORT === port ? ['PAGE_PORT'] : []), ...(listens && SLACK_PORT === port ? ['SLACK_PORT'] : [])];
  if (port !== 0 && taken) yield wrong('OPS_PORT', `${taken} is the same port; give each its own`, `与 ${taken} 端口相同，请分别设置`);
}
