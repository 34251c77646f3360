import type { VARIABLES } from './variables.js';

const PORT = '请填写 0 到 65535 之间的整数';
const ADDRESS = '请填写以 http:// 或 https:// 开头的地址';

/** The remedies of the variables in Chinese, for `npm run doctor`; a variable that is not here has its English one. */
export const REMEDIES_ZH: Readonly<Partial<Record<keyof typeof VARIABLES, string>>> = {
  DISCORD_TOKEN: '请从 Discord 开发者后台的 Bot 页面复制 token',
  DISCORD_GUILD_ID: '服务器 ID 是 17–20 位数字：右键点击服务器，选择“复制服务器 ID”',
  DISCORD_API_URL: ADDRESS,
  SHARDS: '请填写 auto，或分片编号（从 0 起）与总数，例如 0,1/4 或 0-3/8；每个分片只由一个进程运行，各进程 / 后的总数须一致',
  SLACK_BOT_TOKEN: 'bot token 以 xoxb- 开头：见 Slack 应用的 OAuth & Permissions 页面',
  SLACK_APP_TOKEN: '应用级 token 以 xapp- 开头：见 Basic Information 页面，权限范围为 connections:write',
  SLACK_SIGNING_SECRET: '请从 Slack 应用的 Basic Information 页面复制',
  SLACK_PORT: PORT,
  SLACK_CONNECTIONS: '请填写 1 到 10 之间的整数；与 PROCESSES 相乘不超过 10',
  SLACK_CLIENT_ID: '两个数字，中间有一个点：见 Slack 应用的 Basic Information 页面',
  SLACK_CLIENT_SECRET: '请从 Slack 应用的 Basic Information 页面复制',
  SLACK_STATE_SECRET: '至少 16 个字符且无法猜到，例如 openssl rand -hex 32 的输出',
  TOKEN_KEY: '名称、冒号和 base64 编码的 32 字节，例如 k1: 加上 openssl rand -base64 32 的输出；轮换时新密钥在前，旧密钥在后，用逗号隔开；名称:lost 表示放弃该密钥加密的内容',
  SLACK_API_URL: ADDRESS,
  STORE_URL: '请填写 file: 加路径，例如 file:data/study-hall.db；或 redis://[用户:密码@]主机[:端口][/库号]，用户和密码中的特殊字符用 % 转义，后面不加其他内容',
  PROCESSES: '请填写 1 到 999 之间的整数，各进程须一致；使用文件时只能是 1',
  COURSE: '请填写含有 course.yaml 的目录',
  DEFAULT_LOCALE: '请填写 zh-CN 或 en',
  DEFAULT_ZONE: '请填写 IANA 时区名称，例如 Asia/Shanghai 或 Europe/Berlin',
  PICTURES: '请填写 on 或 off',
  PAGE: '请填写 on 或 off',
  PAGE_PORT: PORT,
  OPS_PORT: PORT,
  OPS_HOST: '请填写本机的地址，例如 127.0.0.1；0.0.0.0 表示全部地址',
  MODEL_URL: '请填写不含用户名、密码、? 和 # 的地址，例如 https://api.openai.com/v1 或 http://127.0.0.1:11434/v1',
  MODEL_NAME: '请填写该接口提供的模型名称，不超过 200 个字符',
  MODEL_KEY: '只填写密钥本身，不含空格',
  LOG_LEVEL: '请填写 debug、info、warn、error 或 silent',
};
