import type { Bot } from '../../src/bot.js';
import type { Member, Place } from '../../src/ports.js';
import type { Question } from '../../src/quiz/question.js';
import { rightAnswer } from '../../src/quiz/grade.js';
import type { Round } from '../../src/quiz/round.js';
import { shownAnswer } from '../../src/quiz/view.js';
import type { Reply } from '../../src/reply.js';
import { linesOf, press, say } from './members.js';
import type { World } from './world.js';

export const member = (n: number): Member => ({ id: `x:member${n}`, name: `Member ${n}`, locale: 'en', admin: false });

/** A round as it stands in a public message, with lines that answer it. */
export interface Asked {
  readonly id: string;
  readonly question: Question;
  readonly right: string;
  readonly wrong: string;
}

/** The round that a public message asks. */
export async function askedIn(world: World, reply: Reply): Promise<Asked> {
  const id = linesOf(reply).map((line) => /^quiz reveal (r\w+)$/.exec(line)?.[1]).find((found) => found !== undefined) ?? '';
  const round = (await world.hall.parts.store.get<Round>(`round:${id}`))?.value;
  if (!round) throw new Error(`no round in ${linesOf(reply).join(', ')}`);
  const question = round.asked;
  const right = shownAnswer(question, id, rightAnswer(question), { locale: 'en' });
  const wrong = 'options' in question ? (right === 'A' ? 'B' : 'A') : 'nothing of the kind';
  return { id, question, right: `quiz type ${id} ${right}`, wrong: `quiz type ${id} ${wrong}` };
}

/** Answers of many members at once, each press delivered as an event of its own. */
export const answer = (world: World, line: string, who: Member, place?: Place, bot?: Bot): Promise<Reply> =>
  bot ? say(world, line, { member: who, pressed: { private: false }, ...(place ? { place } : {}) }, bot) : press(world, line, who, place ? { place } : {});
