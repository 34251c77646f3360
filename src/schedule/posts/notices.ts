import { problems } from '../../limits.js';
import type { T } from '../../locale/index.js';
import { type Block, buttons, note, type Reply, type Span } from '../../reply.js';
import { label, oneLine } from '../../text.js';
import { type Listener, listenersOf, portionOf } from '../notices.js';
import type { Making, Post } from './making.js';

/** Members mentioned by one message. */
export const MOST = 50;
/** Longest name, UTF-16 units. */
const NAME = 24;

export const nameOf = ({ name }: Listener): string => label(oneLine(name), NAME) || '?';

/** A line that mentions members; without pings where it is only to be looked at. */
export const mentions = (listeners: readonly Listener[], t: T, draft = false): Block =>
  note(t('post.notice.for'), ...listeners.flatMap((one): Span[] => [' ', draft ? `@${nameOf(one)}` : { text: nameOf(one), mention: one.id }]));

/** The post with the buttons that turn notices on and off, and with as many of its listeners as it has room for; the others are a step of their own. */
export async function withNotices({ parts, schedule, date, t, draft }: Making, post: Post): Promise<Post> {
  const with_ = (...more: readonly Block[]): Reply => ({ ...post.reply, blocks: [...post.reply.blocks, ...more] });
  const fits = (reply: Reply): boolean => problems(reply).length === 0;
  // the day makes the line one of this occurrence: a platform knows the post again by it
  const row = buttons({ label: t('post.notice.on'), line: `schedule notice on id:${schedule.id} date:${date}` }, { label: t('post.notice.off'), line: `schedule notice off id:${schedule.id}` });
  const rows = fits(with_(row)) ? [row] : [];
  const listeners = await listenersOf(parts, schedule);
  let room = Math.min(MOST, listeners.length);
  while (room > 0 && !fits(with_(mentions(listeners.slice(0, room), t), ...rows))) room--;
  if (room === listeners.length || draft) return { ...post, reply: with_(...(room > 0 ? [mentions(listeners.slice(0, room), t, draft)] : []), ...rows) };
  const first = room > 0 ? ((await portionOf(parts.store, schedule.id, { date, portion: 0 }, listeners, room)) ?? []) : [];
  return { ...post, reply: with_(...(first.length > 0 ? [mentions(first, t)] : []), ...rows), steps: [...post.steps, 'notice'] };
}
