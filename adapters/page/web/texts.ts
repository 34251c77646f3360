import type { WireLocale } from './wire.js';

/** Every text of the page around the bot's own words, in both languages. `{name}` is filled in. */
const TEXTS = {
  tagline: ['学习小组机器人，在这里试用', 'Try the study-group bot right here'],
  preview: ['两侧是预览，按真实消息数据绘制，并非逐像素一致。', 'Both sides are a preview drawn from the real payloads, not pixel-exact.'],
  you: ['身份', 'You are'],
  admin: ['管理员', 'admin'],
  language: ['语言', 'Language'],
  view: ['显示', 'Show'],
  both: ['并排', 'Both'],
  botTime: ['机器人的时间', "The bot's time"],
  moved: ['已拨动 {by}', 'moved by {by}'],
  hour: ['+1 小时', '+1 h'],
  day: ['+1 天', '+1 day'],
  post: ['到下一次每日推送', 'to the next daily post'],
  now: ['回到现在', 'now'],
  commands: ['命令', 'Commands'],
  commandsHint: ['点一下填进输入框', 'Pick one to fill the line'],
  example: ['例子', 'Example'],
  optional: ['可不填', 'optional'],
  channel: ['频道消息', 'Messages of the channel'],
  line: ['给机器人的一行话', 'A line for the bot'],
  placeholder: ['输入命令，回车发送，例如 {example}', 'Type a command and press Enter, such as {example}'],
  send: ['发送', 'Send'],
  completions: ['补全', 'Completions'],
  keys: ['↑ 找回上一行，↓ 选补全', '↑ brings back the last line, ↓ picks a completion'],
  cancel: ['取消', 'Cancel'],
  formKeys: ['Ctrl+Enter 发送，Esc 关闭', 'Ctrl+Enter sends, Esc closes'],
  formEmpty: ['请先写点内容。', 'Write something first.'],
  formFailed: ['没有发出去，内容还在这里，请再试一次。', 'It was not sent; your words are still here. Try again.'],
  thinking: ['思考中…', 'thinking…'],
  onlyYou: ['只有你能看到', 'Only you can see this'],
  toOne: ['私信给 {name}', 'In private to {name}'],
  pinned: ['已置顶', 'pinned'],
  thread: ['讨论串：{title}', 'Thread: {title}'],
  edited: ['已更新', 'edited'],
  asked: ['{name} 发送了', '{name} sent'],
  posted: ['自动推送', 'Posted by the bot'],
  payload: ['数据', 'Payload'],
  payloadOf: ['发给 {platform} 的数据', 'Payload for {platform}'],
  pane: ['{platform} 预览', '{platform} preview'],
  unknown: ['此处没有预览：{kind}', 'No preview for: {kind}'],
  newer: ['有新消息', 'New messages'],
  welcome: ['欢迎来到自习室', 'Welcome to the study hall'],
  welcomeText: [
    '输入一行命令，或点下面的例子。每条回复都会同时显示它在 Discord 和 Slack 上的样子，按钮两边都能按。',
    'Type a line, or pick an example below. Each reply is shown as Discord and as Slack would show it, and every button works on both sides.',
  ],
  lost: ['与机器人的连接断开了，正在重连…', 'The connection to the bot is lost; trying again…'],
  refreshed: ['内容已重新载入。', 'Content was loaded again.'],
  'error.no-post': ['还没有安排每日推送。可以试试：{example}', 'No daily post is planned yet. Try: {example}'],
  'error.message': ['这条消息已经不在了。', 'That message is not there any more.'],
  'error.too-long': ['这一行太长了，请缩短。', 'That line is too long; make it shorter.'],
  'error.token': ['机器人重启过，请刷新页面。', 'The bot was restarted; reload the page.'],
  'error.offline': ['连不上机器人，请看看它是否还在运行。', 'The bot does not answer; check that it is still running.'],
  'error.other': ['没有成功，请再试一次（{code}）。', 'That did not work; try again ({code}).'],
} satisfies Record<string, readonly [zh: string, en: string]>;

export type TextKey = keyof typeof TEXTS;

export function translate(locale: WireLocale, key: TextKey, params: Readonly<Record<string, string>> = {}): string {
  const text = TEXTS[key][locale === 'zh-CN' ? 0 : 1];
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => params[name] ?? whole);
}

/** The text for an error code of the server. */
export const errorKey = (code: string): TextKey => (Object.hasOwn(TEXTS, `error.${code}`) ? (`error.${code}` as TextKey) : 'error.other');
