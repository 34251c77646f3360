import type { Locale } from '../src/locale/index.js';

type Texts = Readonly<Record<Locale, string>>;

/** Something that fails around the program: what it does then by itself, and what is left for whoever runs it. */
export interface Fault {
  /** Under which tests name their proof. */
  readonly id: string;
  readonly fault: Texts;
  readonly does: Texts;
  readonly you: Texts;
}

const NOTHING: Texts = { en: 'Nothing', 'zh-CN': '无需处理' };

/** For operators, and for the tests that prove each row. */
export const FAULTS: readonly Fault[] = [
  {
    id: 'discord-resume',
    fault: { en: 'Discord: the connection breaks, or stays silent', 'zh-CN': 'Discord：连接断开，或没有心跳回应' },
    does: { en: 'Resumes it; what came meanwhile is answered afterwards, once', 'zh-CN': '恢复会话；期间的操作随后作答，且只答一次' },
    you: NOTHING,
  },
  {
    id: 'discord-new-session',
    fault: { en: 'Discord: refuses to resume', 'zh-CN': 'Discord：拒绝恢复会话' },
    does: { en: 'Begins a new session; what members pressed in between is lost, and they press again', 'zh-CN': '新建会话；间隙中的点击会丢失，成员再点一次即可' },
    you: NOTHING,
  },
  {
    id: 'discord-closed',
    fault: { en: 'Discord: closes the connection for good (codes 4004, 4010–4014)', 'zh-CN': 'Discord：永久关闭连接（代码 4004、4010–4014）' },
    does: { en: 'At the start the process ends with the reason. While it runs the log says what helps, and the other platform goes on', 'zh-CN': '启动时：说明原因后退出。运行中：日志写明对策，另一个平台照常工作' },
    you: { en: 'Do what the log says, start it again', 'zh-CN': '按日志处理后重新启动' },
  },
  {
    id: 'unreachable-at-start',
    fault: { en: 'A platform cannot be reached at the start', 'zh-CN': '启动时连不上平台' },
    does: { en: 'The process ends with the reason', 'zh-CN': '说明原因后退出' },
    you: { en: 'Have it started again by whatever supervises it', 'zh-CN': '由守护程序重新启动' },
  },
  {
    id: 'slack-socket',
    fault: { en: 'Slack: the socket breaks, answers no ping, or Slack moves it (`disconnect`)', 'zh-CN': 'Slack：socket 断开、不回应 ping，或被 Slack 迁移（`disconnect`）' },
    does: { en: 'Opens another one; events of the time between are answered, once', 'zh-CN': '重新建立；期间的事件随后作答，且只答一次' },
    you: NOTHING,
  },
  {
    id: 'slack-reopening',
    fault: { en: 'Slack: does not open a socket (slow, 5xx, 429)', 'zh-CN': 'Slack：socket 打不开（太慢、5xx、429）' },
    does: { en: 'Asks again after seconds, then every 30 s', 'zh-CN': '数秒后重试，之后每 30 秒一次' },
    you: NOTHING,
  },
  {
    id: 'slack-refused',
    fault: { en: 'Slack: Socket Mode is switched off, or the app token revoked', 'zh-CN': 'Slack：Socket Mode 被关闭，或 app token 被吊销' },
    does: { en: 'Goes on asking, with an error in the log; posts go on', 'zh-CN': '继续尝试，并在日志中报错；发布照常' },
    you: { en: 'Switch it on; with a new token start it again', 'zh-CN': '重新打开；换了 token 则重新启动' },
  },
  {
    id: 'rate-limit',
    fault: { en: '429, for one route or for all', 'zh-CN': '429（单个接口或全局）' },
    does: { en: 'Waits as long as the platform asks, one channel or all of them; others go on. Answers wait too', 'zh-CN': '按平台要求的时间等待，只停该频道或全部暂停；其余照常。回答也会等待' },
    you: { en: 'With several processes set `PROCESSES`', 'zh-CN': '多进程时设置 `PROCESSES`' },
  },
  {
    id: 'server-error',
    fault: { en: '5xx, or no answer in time', 'zh-CN': '5xx，或迟迟没有回应' },
    does: { en: 'Sends it again, later each time', 'zh-CN': '重新发送，间隔逐次加长' },
    you: NOTHING,
  },
  {
    id: 'lost-answer',
    fault: { en: '5xx or silence, though the post had landed', 'zh-CN': '消息已发出，却收到 5xx 或没有回应' },
    does: { en: 'Finds it by its nonce, its buttons or its metadata: one visible message', 'zh-CN': '凭 nonce、按钮或元数据找回：只有一条可见消息' },
    you: { en: 'On Slack give it the `…:history` scopes: without them a repeat cannot be found', 'zh-CN': 'Slack 上请授予 `…:history` 权限，否则无法识别重复' },
  },
  {
    id: 'revoked-token',
    fault: { en: 'The bot token is revoked while it runs', 'zh-CN': '运行中 bot token 被吊销' },
    does: { en: 'Pauses no schedule, says so in the log, goes on trying', 'zh-CN': '不会暂停任何计划，日志写明，并继续尝试' },
    you: { en: 'Set a new token, start it again', 'zh-CN': '换上新 token 后重新启动' },
  },
  {
    id: 'lost-right',
    fault: { en: 'A right is taken away, the channel is deleted or archived, the bot is removed', 'zh-CN': '权限被收回、频道被删除或归档、机器人被移除' },
    does: { en: 'Pauses that schedule alone and tells whoever set it, once, what is missing', 'zh-CN': '只暂停该计划，并通知设置者一次，说明缺少什么' },
    you: { en: 'Give the right back, then `schedule resume`', 'zh-CN': '恢复权限后执行 `schedule resume`' },
  },
  {
    id: 'private-refused',
    fault: { en: 'A member takes no private messages', 'zh-CN': '成员不接收私信' },
    does: { en: 'Gives that message up; `schedule status` shows it', 'zh-CN': '放弃这条私信；`schedule status` 会显示' },
    you: NOTHING,
  },
  {
    id: 'store-away',
    fault: { en: 'Redis is down, frozen, restarted, slower than half a second', 'zh-CN': 'Redis 停机、卡住、重启，或慢于半秒' },
    does: { en: 'Members hear within 2.5 s that they may try again; work goes on within 3 s of its return; nothing acknowledged is lost', 'zh-CN': '成员 2.5 秒内得知请稍后再试；恢复后 3 秒内继续工作；已确认的内容不会丢失' },
    you: { en: 'Keep `appendonly yes`', 'zh-CN': '保持 `appendonly yes`' },
  },
  {
    id: 'store-full',
    fault: { en: 'Redis or the disk is full', 'zh-CN': 'Redis 或磁盘已满' },
    does: { en: 'The same; nothing is thrown away to make room', 'zh-CN': '同上；不会为腾出空间而丢弃数据' },
    you: { en: 'Make room; keep `maxmemory-policy noeviction`', 'zh-CN': '腾出空间；保持 `maxmemory-policy noeviction`' },
  },
  {
    id: 'process-lost',
    fault: { en: 'One of several processes is killed, or frozen', 'zh-CN': '多个进程之一被杀死或卡住' },
    does: { en: 'The others go on at once, and take over what it was posting after a minute; a member whom it was answering asks again. Nothing is doubled', 'zh-CN': '其余进程照常工作，并在一分钟后接手它没发完的内容；它正在回答的成员重新问一次即可。不会重复' },
    you: { en: 'Start it again', 'zh-CN': '重新启动它' },
  },
  {
    id: 'two-versions',
    fault: { en: 'Two versions run at once during an update', 'zh-CN': '升级期间新旧版本同时运行' },
    does: { en: 'The older one leaves alone what it does not know, and keeps it', 'zh-CN': '旧版本不碰、也不丢弃自己不认识的内容' },
    you: NOTHING,
  },
  {
    id: 'clocks',
    fault: { en: 'Clocks of machines differ by half a minute', 'zh-CN': '各机器时钟相差半分钟' },
    does: { en: 'Nothing is doubled, for leases go by the clock of the store; posts and ends of quizzes may be as much early', 'zh-CN': '租约以存储的时钟为准，不会重复；发布和测验截止可能提前同样的时间' },
    you: { en: 'Let the machines set their clocks by NTP', 'zh-CN': '用 NTP 校时' },
  },
];
