import { WebClient, type WebClientOptions } from '@slack/web-api';
import { type Finding, ok, problem, text, warning } from '../../src/io/doctor/finding.js';
import { delivery } from './errors.js';
import { channelId } from './ids.js';
import { examineWorkspaces } from './install/doctor.js';
import type { Opened } from './install/opened.js';
import { SCOPES } from './manifest.js';
import { missingScopes, preflight } from './preflight.js';
import { createRedact, type Redact } from './secrets.js';

export interface SlackExam {
  /** Without it every workspace has its own. */
  readonly botToken?: string | undefined;
  readonly appToken?: string | undefined;
  /** Base of the Web API, ending in a slash; Slack's own by default. */
  readonly api?: string | undefined;
  /** Slack's own id of a channel where the bot shall post. */
  readonly channel?: string | undefined;
  /** Workspaces that installed the app themselves. */
  readonly installed?: readonly Opened[] | undefined;
}

const ABOUT = 'Slack';
/** What the scopes of the manifest are for, in Chinese; one that is not here has its English reason. */
const WHY_ZH: Readonly<Partial<Record<string, string>>> = {
  'app_mentions:read': '接收提到 bot 的消息',
  'chat:write': '在受邀的频道里回答和发布',
  commands: '接收 /study 和消息菜单中的操作',
  'users:read': '用成员的语言回答，并确认谁可以修改设置',
  'channels:read': '保存计划前确认 bot 能在公开频道发布',
  'groups:read': '同上，用于受邀加入的私有频道',
  'pins:write': '计划要求时，置顶当天的课程',
  'files:write': '除文字外，用图片显示进度和排行榜',
  'channels:history': '发布结果未确认时，找回自己的那条，避免重复发布',
  'groups:history': '同上，用于受邀加入的私有频道',
};
const QUIET = { debug() {}, info() {}, warn() {}, error() {}, setLevel() {}, setName() {}, getLevel: () => 'error' as never };

/** Asks Slack about all tokens, the scopes and one channel. Changes nothing, and never throws. */
export async function examineSlack({ botToken, appToken, api, channel, installed = [] }: SlackExam): Promise<Finding[]> {
  const redact = createRedact([botToken, appToken]);
  const options: WebClientOptions = { ...(api === undefined ? {} : { slackApiUrl: api }), logger: QUIET, timeout: 6000, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true };
  const asked = botToken === undefined ? await examineWorkspaces(installed, (token) => new WebClient(token, options)) : await bot(new WebClient(botToken, options), channel, redact);
  return [...asked, ...(appToken === undefined ? [] : [await socket(new WebClient(appToken, options), redact)])];
}

async function bot(client: WebClient, channel: string | undefined, redact: Redact): Promise<Finding[]> {
  try {
    const self = await client.auth.test();
    return [
      ok(ABOUT, text(`the bot token is valid: ${self.user} in ${self.team}`, `bot token 有效：${self.team} 中的 ${self.user}`)),
      ...scopes(self.response_metadata?.scopes),
      ...(channel === undefined ? [] : await rights(client, channelId(self.team_id ?? '', channel), redact)),
    ];
  } catch (error) {
    return [failed(error, redact, 'SLACK_BOT_TOKEN', text('copy the bot token from the OAuth & Permissions page of the app; install the app again if it was removed', '请在应用的 OAuth & Permissions 页面重新复制 bot token；若应用已被移除，请重新安装'))];
  }
}

function scopes(granted: readonly string[] | undefined): Finding[] {
  if (granted === undefined) return [];
  const missing = missingScopes(granted);
  const wanted = new Set(SCOPES.map(({ scope }) => scope));
  const more = granted.filter((scope) => scope !== '' && !wanted.has(scope));
  const why = new Map(SCOPES.map((one) => [one.scope, one.why]));
  const again = text('update the app from manifest.json, then install it again', '请用 manifest.json 更新应用，再重新安装');
  return [
    ...missing.map((scope) => problem(scope, text(`this scope was not granted; it is needed ${why.get(scope)}`, `缺少该权限范围；用途：${WHY_ZH[scope] ?? why.get(scope)}`), again)),
    ...(missing.length === 0 ? [ok('scopes', text(`all ${SCOPES.length} were granted`, `${SCOPES.length} 个权限范围均已授予`))] : []),
    ...(more.length === 0 ? [] : [warning('scopes', text(`granted and not needed: ${more.join(', ')}`, `已授予但不需要：${more.join('、')}`), again)]),
  ];
}

/** Opens the door of Socket Mode and does not go in: a socket would take events from the bot. */
async function socket(client: WebClient, redact: Redact): Promise<Finding> {
  try {
    await client.apps.connections.open();
    return ok('Socket Mode', text('the app token opens it', '应用级 token 有效'));
  } catch (error) {
    return failed(error, redact, 'SLACK_APP_TOKEN', text('make an app-level token with connections:write on the Basic Information page, and switch Socket Mode on', '请在 Basic Information 页面创建带 connections:write 的应用级 token，并开启 Socket Mode'));
  }
}

async function rights(client: WebClient, channel: string, redact: Redact): Promise<Finding[]> {
  const missing = await preflight(async () => client, channel, redact, { wants: ['pin'] });
  if (missing.length === 0) return [ok(channel, text('the bot may post and pin here', 'bot 可以在此发布、置顶'))];
  return [problem(channel, text(`the bot lacks: ${missing.join(', ')}`, `bot 缺少：${missing.join('、')}`), text('invite it to the channel with /invite; scopes come with a new installation', '请在频道中用 /invite 邀请它；权限范围需重新安装应用'))];
}

function failed(error: unknown, redact: Redact, about: string, todo: ReturnType<typeof text>): Finding {
  const { kind, message } = delivery(error, redact);
  if (kind === 'forbidden') return problem(about, text(`Slack does not take it: ${message}`, `Slack 拒绝：${message}`), todo);
  return problem(ABOUT, text(`Slack could not be asked: ${message}`, `无法向 Slack 查询：${message}`), text('check the network of this machine, its proxy and SLACK_API_URL', '请检查本机网络、代理和 SLACK_API_URL'));
}
