import { LOCALES } from '../locale/index.js';
import { isZone } from '../schedule/zone.js';
import { either, like, type Reader, such, whole } from './readers.js';
import { readSealKeys } from './sealed.js';
import { readShards } from './shards.js';
import { isRedis, REDIS_FORM, redisAddress } from './store/redis/address.js';

const port = whole(0, 65_535);
const url = such((text) => /^https?:\/\//i.test(text) && URL.canParse(text));
const any: Reader<string> = (text) => text;
const PORT = 'a whole number from 0 to 65535';
const ADDRESS = 'a web address that starts with http:// or https://';

/**
 * Every variable that the bot reads, all optional. `.env.example` and the README's tables are made from this.
 * `remedy` is what an operator reads when the value is wrong.
 */
export const VARIABLES = {
  DISCORD_TOKEN: {
    read: like(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    fallback: undefined,
    about: { en: 'Bot token of the Discord application; with it the Discord adapter runs', 'zh-CN': 'Discord 应用的 bot token；设置后启用 Discord 适配器' },
    remedy: 'copy the token from the Bot page of the Discord developer portal',
  },
  DISCORD_GUILD_ID: {
    read: like(/^\d{15,21}$/),
    fallback: undefined,
    about: { en: 'Register the commands in this one server only, at once; empty: everywhere', 'zh-CN': '只在这一个服务器注册命令，立即生效；留空则全局注册' },
    remedy: 'a server id is 17–20 digits: right-click the server, Copy Server ID',
  },
  DISCORD_API_URL: {
    read: url,
    fallback: undefined,
    about: { en: 'Another address of the Discord API, for a proxy', 'zh-CN': 'Discord API 的另一地址，用于代理' },
    remedy: ADDRESS,
  },
  SHARDS: {
    read: readShards,
    fallback: undefined,
    about: {
      en: 'For a bot in very many servers: the shards that this process runs, of how many, such as `0,1/4` or `0-3/8`; or `auto`: all that Discord recommends. Empty: one connection',
      'zh-CN': '供加入大量服务器的 bot 使用：本进程运行哪些分片、共几个分片，如 `0,1/4` 或 `0-3/8`；`auto` 表示运行 Discord 建议的全部分片。留空则只用一个连接',
    },
    remedy: 'auto, or numbers from 0 and how many there are in all, such as 0,1/4 or 0-3/8; every shard in one process only, with the same number behind the / in each',
  },
  SLACK_BOT_TOKEN: {
    read: like(/^xoxb-/),
    fallback: undefined,
    about: { en: 'Bot token of the Slack app, for one workspace; with it the Slack adapter runs', 'zh-CN': 'Slack 应用的 bot token，用于单个工作区；设置后启用 Slack 适配器' },
    remedy: 'a bot token starts with xoxb-: OAuth & Permissions page of the Slack app',
  },
  SLACK_APP_TOKEN: {
    read: like(/^xapp-/),
    fallback: undefined,
    about: { en: 'App-level token for Socket Mode: no public address is needed', 'zh-CN': '用于 Socket Mode 的应用级 token，不需要公网地址' },
    remedy: 'an app-level token starts with xapp-: Basic Information page, scope connections:write',
  },
  SLACK_SIGNING_SECRET: {
    read: any,
    fallback: undefined,
    about: { en: 'Signing secret, for signed HTTP instead of Socket Mode', 'zh-CN': '签名密钥：不用 Socket Mode，改用签名 HTTP' },
    remedy: 'copy it from the Basic Information page of the Slack app',
  },
  SLACK_PORT: { read: port, fallback: '3000', about: { en: 'Port for signed HTTP and for the page that installs the app', 'zh-CN': '签名 HTTP 与安装页面的端口' }, remedy: PORT },
  SLACK_CONNECTIONS: {
    read: whole(1, 10),
    fallback: '1',
    about: {
      en: 'Connections of this process in Socket Mode: with two or more, events come in while one is replaced. Slack allows 10 for all processes together',
      'zh-CN': '本进程在 Socket Mode 下的连接数；两个以上时，更换其中一个期间事件照常送达。Slack 允许所有进程合计 10 个',
    },
    remedy: 'a whole number from 1 to 10; times PROCESSES at most 10',
  },
  SLACK_CLIENT_ID: {
    read: like(/^\d+\.\d+$/),
    fallback: undefined,
    about: {
      en: 'Client ID of the Slack app, for many workspaces instead of `SLACK_BOT_TOKEN`: each installs the app at `/slack/install`',
      'zh-CN': 'Slack 应用的 Client ID：不用 `SLACK_BOT_TOKEN`，改为服务多个工作区，各自在 `/slack/install` 安装',
    },
    remedy: 'two numbers with a dot between them: Basic Information page of the Slack app',
  },
  SLACK_CLIENT_SECRET: {
    read: like(/^[\x21-\x7e]+$/),
    fallback: undefined,
    about: { en: 'Client secret of the Slack app, beside `SLACK_CLIENT_ID`', 'zh-CN': 'Slack 应用的 Client Secret，与 `SLACK_CLIENT_ID` 一起设置' },
    remedy: 'copy it from the Basic Information page of the Slack app',
  },
  SLACK_STATE_SECRET: {
    read: like(/^.{16,}$/s),
    fallback: undefined,
    about: {
      en: 'A secret of your own, the same in every process, that signs installations under way and open forms, beside `SLACK_CLIENT_ID`',
      'zh-CN': '自行生成的密钥，各进程相同，用于给进行中的安装和打开的表单签名，与 `SLACK_CLIENT_ID` 一起设置',
    },
    remedy: 'at least 16 characters that nobody can guess, such as openssl rand -hex 32 prints',
  },
  TOKEN_KEY: {
    read: readSealKeys,
    fallback: undefined,
    about: {
      en: 'Key under which the tokens of workspaces are kept: a name, a colon and 32 bytes in base64, such as `k1:…`. Several with commas: the first one seals, all open',
      'zh-CN': '保存各工作区 token 所用的加密密钥：名称、冒号、32 字节的 base64，如 `k1:…`。多个用逗号分隔：用第一个加密，全部可用于解密',
    },
    remedy: 'NAME:KEY with a KEY as openssl rand -base64 32 prints it; to change it put the new one first and keep the old one behind a comma; NAME:lost gives up what a lost key had sealed',
  },
  SLACK_API_URL: {
    read: url,
    fallback: undefined,
    about: { en: 'Another address of the Slack API, for a proxy', 'zh-CN': 'Slack API 的另一地址，用于代理' },
    remedy: ADDRESS,
  },
  STORE_URL: {
    read: such((text) => (isRedis(text) ? redisAddress(text) !== undefined : /^file:.+/.test(text))),
    fallback: 'file:data/study-hall.db',
    about: {
      en: 'Where everything is kept: `file:PATH`, for one process; or a Redis or Valkey that several share: `redis://USER:PASSWORD@HOST:PORT/DATABASE`, `rediss://` over TLS',
      'zh-CN': '数据保存位置：单个进程用 `file:路径`；多个进程共用 Redis 或 Valkey 时用 `redis://用户:密码@主机:端口/库号`，经 TLS 则用 `rediss://`',
    },
    remedy: `file: and a path, such as file:data/study-hall.db; or ${REDIS_FORM}, with %-escapes in user and password and nothing behind it`,
  },
  PROCESSES: {
    read: whole(1, 99),
    fallback: '1',
    about: {
      en: 'How many processes of the bot share the Redis and the tokens; each takes its part of the rate that the platforms allow',
      'zh-CN': '共用同一个 Redis 和同一组 token 的 bot 进程数；平台允许的发送速率由各进程平分',
    },
    remedy: 'a whole number from 1 to 99, the same in every process',
  },
  COURSE: { read: any, fallback: 'content/kubernetes', about: { en: 'Folder of the course', 'zh-CN': '课程所在目录' }, remedy: 'a folder with a course.yaml in it' },
  DEFAULT_LOCALE: {
    read: either(...LOCALES),
    fallback: 'zh-CN',
    about: { en: 'Language where nobody chose one: `zh-CN` or `en`', 'zh-CN': '无人设置时的语言：`zh-CN` 或 `en`' },
    remedy: 'zh-CN or en',
  },
  DEFAULT_ZONE: {
    read: such(isZone),
    fallback: 'Asia/Shanghai',
    about: { en: 'Time zone where nobody chose one (IANA name)', 'zh-CN': '无人设置时的时区（IANA 名称）' },
    remedy: 'an IANA time zone such as Asia/Shanghai or Europe/Berlin',
  },
  PAGE: {
    read: either('on', 'off'),
    fallback: undefined,
    about: { en: 'The local page: `on` or `off`; empty: on while no token is set', 'zh-CN': '本地页面：`on` 或 `off`；留空则在没有 token 时开启' },
    remedy: 'on or off',
  },
  PAGE_PORT: {
    read: port,
    fallback: '4321',
    about: { en: 'Port of the local page on 127.0.0.1; 0: any free one', 'zh-CN': '本地页面在 127.0.0.1 上的端口；0 表示任意空闲端口' },
    remedy: PORT,
  },
  OPS_PORT: {
    read: port,
    fallback: undefined,
    about: {
      en: 'Port of `/healthz`, `/readyz` and `/metrics`, for whoever runs the bot; empty: none; 0: any free one',
      'zh-CN': '运维端口，提供 `/healthz`、`/readyz` 和 `/metrics`；留空则不开启；0 表示任意空闲端口',
    },
    remedy: PORT,
  },
  OPS_HOST: {
    read: like(/^[\w.:-]+$/),
    fallback: '127.0.0.1',
    about: { en: 'Address on which that port listens; it has no password, so keep it inside your own network', 'zh-CN': '运维端口监听的地址；该端口没有密码，请只开放给内部网络' },
    remedy: 'an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them',
  },
  PICTURES: {
    read: either('on', 'off'),
    fallback: 'on',
    about: {
      en: 'Progress and leaderboards as a picture beside the words, `on` or `off`; without the optional packages there is none',
      'zh-CN': '进度和排行榜除文字外是否另附图片：`on` 或 `off`；没有安装可选的依赖包时不附图片',
    },
    remedy: 'on or off',
  },
  MODEL_URL: {
    // a key belongs into MODEL_KEY: only there it is kept out of everything
    read: such((text) => url(text) !== undefined && /^[^@?#]*$/.test(text)),
    fallback: undefined,
    about: {
      en: 'OpenAI-compatible endpoint (what stands before `/chat/completions`); with `MODEL_NAME` it writes abstracts of comments. Empty: no model is ever asked',
      'zh-CN': 'OpenAI 兼容接口的地址（`/chat/completions` 之前的部分）；与 `MODEL_NAME` 一起设置后，由它写留言概要。留空则从不请求任何模型',
    },
    remedy: 'a web address without user name, password, ? or #, such as https://api.openai.com/v1 or http://127.0.0.1:11434/v1',
  },
  MODEL_NAME: {
    read: like(/^.{1,200}$/s),
    fallback: undefined,
    about: { en: 'Name of the model, as the endpoint knows it', 'zh-CN': '模型名称，以该接口的叫法为准' },
    remedy: 'the name under which the endpoint offers the model, at most 200 characters',
  },
  MODEL_KEY: {
    read: like(/^[\x21-\x7e]+$/),
    fallback: undefined,
    about: { en: 'Key for that endpoint, sent as a bearer token to it alone; local servers often need none', 'zh-CN': '该接口的密钥，只以 bearer token 发给它；本机服务通常不需要' },
    remedy: 'the key alone, without spaces',
  },
  LOG_LEVEL: {
    read: either('debug', 'info', 'warn', 'error', 'silent'),
    fallback: 'info',
    about: { en: 'debug, info, warn, error or silent', 'zh-CN': 'debug、info、warn、error 或 silent' },
    remedy: 'debug, info, warn, error or silent',
  },
} as const;
