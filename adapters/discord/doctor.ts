import { DiscordAPIError, REST, RESTEvents, Routes, type APIApplication, type APIGatewayBotInfo, type APIUser } from 'discord.js';
import type { DeclaredCommand } from '../../src/commands/declared.js';
import { type Finding, ok, problem, text, type Text, warning } from '../../src/io/doctor/finding.js';
import { skew } from '../../src/io/doctor/machine.js';
import { commandsRoute, registered } from './deploy.js';
import { drift } from './drift.js';
import { deliveryError, errorLine } from './errors.js';
import { fromId } from './ids.js';
import { missingPermissions } from './permissions.js';
import { registration } from './registration.js';

export interface DiscordExam {
  readonly token: string;
  /** Base address of the REST API; Discord's own without it. */
  readonly api?: string | undefined;
  /** Where the commands are registered, if not everywhere. */
  readonly guild?: string | undefined;
  readonly commands: readonly DeclaredCommand[];
  /** One of our ids of a channel where the bot shall post. */
  readonly channel?: string | undefined;
  /** Epoch ms. */
  now(): number;
}

const ABOUT = 'Discord';
const TIMEOUT_MS = 6000;

/** Flags of an application that read what we never read (developer docs, "Application Flags"). */
const PRIVILEGED: readonly [name: string, bits: number][] = [
  ['Presence Intent', (1 << 12) | (1 << 13)],
  ['Server Members Intent', (1 << 14) | (1 << 15)],
  ['Message Content Intent', (1 << 18) | (1 << 19)],
];

/** Asks Discord about token, intents, commands and one channel. Changes nothing, and never throws. */
export async function examineDiscord({ token, api, guild, commands, channel, now }: DiscordExam): Promise<Finding[]> {
  const rest = new REST({ version: '10', timeout: TIMEOUT_MS, retries: 1, ...(api === undefined ? {} : { api }) }).setToken(token);
  let date: string | null = null;
  rest.on(RESTEvents.Response, (_, response) => (date = response.headers.get('date')));
  try {
    const [application, self] = [(await rest.get(Routes.currentApplication())) as APIApplication, (await rest.get(Routes.user())) as APIUser];
    return [
      ok(ABOUT, text(`the token is valid: ${self.username}, application ${application.id}`, `token 有效：${self.username}，应用 ${application.id}`)),
      ...skew(ABOUT, date, now()),
      intents(application.flags ?? 0),
      ...(await guarded(() => sessions(rest))),
      ...(await guarded(() => commandList(rest, application.id, guild, commands))),
      ...(channel === undefined ? [] : await guarded(() => rights(rest, self.id, channel))),
    ];
  } catch (error) {
    return [failed(error)];
  } finally {
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  }
}

/** One question that fails does not hide the others. */
const guarded = (ask: () => Promise<Finding[]>): Promise<Finding[]> => ask().catch((error: unknown) => [failed(error)]);

function failed(error: unknown): Finding {
  if (error instanceof DiscordAPIError && error.status === 401)
    return problem(ABOUT, text('the token is not taken', 'token 无效'), text('copy a new one from the Bot page of the developer portal into DISCORD_TOKEN', '请在开发者后台的 Bot 页面重新复制，写入 DISCORD_TOKEN'));
  const line = errorLine(error);
  return problem(ABOUT, text(`Discord could not be asked: ${line}`, `无法向 Discord 查询：${line}`), text('check the network of this machine, its proxy and DISCORD_API_URL', '请检查本机网络、代理和 DISCORD_API_URL'));
}

function intents(flags: number): Finding {
  const on = PRIVILEGED.filter(([, bits]) => (flags & bits) !== 0).map(([name]) => name);
  if (on.length === 0) return ok('intents', text('no privileged one is on, and none is needed', '没有开启特权 intent，也不需要'));
  return warning('intents', text(`${on.join(', ')}: on, and not needed`, `${on.join('、')}：已开启，但并不需要`), text('switch them off on the Bot page, so that the bot sees no more than it uses', '请在 Bot 页面关闭，让 bot 只看到它要用的内容'));
}

async function sessions(rest: REST): Promise<Finding[]> {
  const { session_start_limit: limit } = (await rest.get(Routes.gatewayBot())) as APIGatewayBotInfo;
  const what = text(`${limit.remaining} of ${limit.total} starts left today`, `今日剩余启动次数：${limit.remaining}/${limit.total}`);
  if (limit.remaining > 0) return [ok('gateway', what)];
  const hours = Math.ceil(limit.reset_after / 3_600_000);
  return [problem('gateway', what, text(`look for what restarts the bot all the time; more are given in ${hours} h`, `请查明 bot 为何反复重启；${hours} 小时后恢复`))];
}

async function commandList(rest: REST, application: string, guild: string | undefined, commands: readonly DeclaredCommand[]): Promise<Finding[]> {
  const { added, changed, removed, same } = drift(await registered(rest, commandsRoute(application, guild)), registration(commands));
  if (added.length + changed.length + removed.length === 0) return [ok('commands', text(`all ${same.length} are registered as declared`, `${same.length} 个命令均已注册且一致`))];
  const part = (en: string, zh: string, names: readonly string[]): Text[] => (names.length === 0 ? [] : [text(`${en}: ${names.join(', ')}`, `${zh}：${names.join('、')}`)]);
  const parts = [...part('missing', '缺少', added), ...part('different', '不一致', changed), ...part('unknown', '多余', removed)];
  return [
    warning('commands', text(parts.map(({ en }) => en).join('; '), parts.map((one) => one['zh-CN']).join('；')), text('npm run deploy:commands brings Discord’s list to ours', '运行 npm run deploy:commands 更新 Discord 上的命令')),
  ];
}

async function rights(rest: REST, bot: string, channel: string): Promise<Finding[]> {
  try {
    const missing = await missingPermissions(rest, bot, fromId(channel), () => true, { wants: ['thread', 'pin'] });
    if (missing.length === 0) return [ok(channel, text('the bot may post, open threads and pin here', 'bot 可以在此发布、开子区、置顶'))];
    return [problem(channel, text(`the bot lacks: ${missing.join(', ')}`, `bot 缺少权限：${missing.join('、')}`), text('give these to its role in the settings of the channel', '请在频道设置中授予它的身份组'))];
  } catch (error) {
    if (deliveryError(error).kind !== 'gone') throw error;
    return [problem(channel, text('Discord shows the bot no such channel', 'Discord 上没有 bot 能看到的这个频道'), text('check the id, and invite the bot to that server', '请检查频道 id，并邀请 bot 加入该服务器'))];
  }
}
