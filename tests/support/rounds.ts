import { questionAt } from '../../src/course/course.js';
import type { Member, Place } from '../../src/ports.js';
import { isRight, readAnswer } from '../../src/quiz/grade.js';
import type { Question } from '../../src/quiz/question.js';
import { shownRight } from '../../src/quiz/view.js';
import type { Reply } from '../../src/reply.js';
import { HALL, LIN, linesOf, pass, press, say } from './members.js';
import { tries } from './questions.js';
import type { World } from './world.js';

export interface Asked {
  readonly id: string;
  readonly question: Question;
  /** Lines that answer it. */
  readonly right: string;
  readonly wrong: string;
}

/** What a reply asks, whatever its kind. */
export async function askedIn({ hall }: Pick<World, 'hall'>, reply: Reply): Promise<Asked> {
  const id = /^quiz (?:answer|type) (\w+)/m.exec(linesOf(reply).join('\n'))?.[1] ?? '';
  const { store, library } = hall.parts;
  const kept = await store.get<{ question: string }>(`${id.startsWith('p') ? 'practice' : 'round'}:${id}`);
  const question = questionAt(library().course, kept?.value.question ?? '');
  if (!question) throw new Error('no question stands there');
  const typed = (line: string) => readAnswer(question, id, line.replace(/^quiz type \S+ /, ''));
  const places = 'options' in question && question.kind !== 'true-false' ? [...'ABCD'].map((letter) => `quiz type ${id} ${letter}`) : [];
  const wrong = [...places, ...tries(question, id), `quiz type ${id} false`, `quiz type ${id} true`].filter((line) => line.startsWith('quiz type')).find((line) => {
    const answer = typed(line);
    return answer !== undefined && !isRight(question, answer);
  });
  return { id, question, right: `quiz type ${id} ${shownRight(question, id, { locale: 'en' })}`, wrong: wrong ?? '' };
}

/** A round in which these members are right or wrong, to its reveal. A platform has to stand there. */
export async function playRound(world: World, lesson: string, answers: readonly (readonly [Member, boolean])[], place: Place = HALL): Promise<Asked> {
  const asked = await askedIn(world, await say(world, `quiz group seconds:60 ${lesson}`, { member: LIN, place }));
  for (const [member, right] of answers) await press(world, right ? asked.right : asked.wrong, member, { place });
  await pass(world, 62_000);
  return asked;
}

/** A member practises one question of a lesson in private. */
export async function practise(world: World, lesson: string, member: Member, right: boolean): Promise<Asked> {
  // nobody answers twice within a millisecond
  world.clock.travel(world.clock.now() + 1000);
  const asked = await askedIn(world, await say(world, `quiz practice ${lesson}`, { member }));
  await say(world, right ? asked.right : asked.wrong, { member, pressed: { private: true } });
  return asked;
}
