import { roundReply } from '../../quiz/round-view.js';
import type { Block, Reply } from '../../reply.js';
import { dayRound, draftRound } from '../day-round.js';
import { occurrenceKey } from '../schedule.js';
import type { Maker } from './making.js';

/** The question of the day: on the schedule's lesson, or on any where it names none, or one that has no questions any more. */
export const quizPost: Maker = async ({ parts, schedule, date, locale, draft }) => {
  const { cursor } = schedule;
  const lessons = [...(cursor === undefined ? [] : [[cursor]]), parts.library().course.lessons.map(({ id }) => id)];
  const asking = { schedule, key: occurrenceKey(schedule, date), date, locale, from: { lessons, fresh: false } };
  const round = draft ? await draftRound(parts, asking) : await dayRound(parts, asking);
  if (!round) return undefined;
  const { track: _, ...reply } = roundReply(parts, round);
  return { reply: draft ? still(reply) : reply, round: draft ? undefined : round.id, next: cursor, last: false, steps: [] };
};

/** With its buttons switched off: there is no such round. */
function still(reply: Reply): Reply {
  const off = (block: Block): Block =>
    block.kind === 'buttons' ? { ...block, buttons: block.buttons.map((one) => ('line' in one ? { ...one, disabled: true } : one)) } : block;
  return { ...reply, blocks: reply.blocks.map(off) };
}
