import type { Parts } from '../commands/command.js';
import type { Locale } from '../locale/index.js';
import type { MessageRef } from '../ports.js';
import { roundLanded } from '../quiz/live.js';
import type { Question } from '../quiz/question.js';
import { GRACE_MS, type Round, ROUND_TTL_MS, roundKey } from '../quiz/round.js';
import { update } from '../store.js';
import { hastened, type Step, step } from './follow.js';
import { changeFollow } from './follows.js';
import { questionFor, type Sources } from './questions.js';
import type { Schedule } from './schedule.js';
import { addDays, dueInstant, localDate } from './zone.js';

/**
 * The question of the day: a round of one question that stands for a day. It belongs to an occurrence, not to a game, so
 * a channel can play beside it; its end is a step of what follows that occurrence, so nothing looks at it meanwhile.
 */
export interface Asking {
  readonly schedule: Schedule;
  /** The occurrence's key. */
  readonly key: string;
  readonly date: string;
  readonly locale: Locale;
  readonly from: Omit<Sources, 'group'>;
}

/** Id of the round of an occurrence. */
const ofOccurrence = (key: string): string => `day-round:${key}`;

/** The same time on the day after the occurrence; one that comes a day late gets its day all the same. */
function closing({ schedule: { time, zone }, date }: Asking, now: number): number {
  const today = localDate(now, zone);
  return dueInstant(addDays(today > date ? today : date, 1), time, zone);
}

function roundOf(asking: Asking, id: string, asked: Question, now: number): Round {
  const { schedule, key, locale } = asking;
  const { platform, group, channel, zone } = schedule;
  const until = closing(asking, now);
  const alone = { game: id, number: 1, of: 1, mode: 'round' } as const;
  return { id, ...alone, platform, group, channel, question: asked.id, asked, lesson: asked.lesson, locale, windowMs: until - now, state: 'offered', offeredAt: now, day: { key, until, zone } };
}

export const dayRoundOf = async ({ store }: Pick<Parts, 'store'>, key: string): Promise<Round | undefined> => {
  const id = (await store.get<string>(ofOccurrence(key)))?.value;
  return id === undefined ? undefined : (await store.get<Round>(roundKey(id)))?.value;
};

/** The round of an occurrence: drawn once, the same at every attempt. Undefined where there is no question at all. */
export async function dayRound(parts: Parts, asking: Asking): Promise<Round | undefined> {
  const { store, random, clock } = parts;
  const now = clock.now();
  const known = await dayRoundOf(parts, asking.key);
  // one that nobody saw yet stands for a day from now on
  if (known) return update<Round>(store, roundKey(known.id), (round) => (round?.state === 'offered' ? { ...round, day: { ...known.day!, until: closing(asking, now) } } : undefined), { ttlMs: ROUND_TTL_MS });
  const question = await questionFor(parts, { group: asking.schedule.group, ...asking.from });
  if (!question) return undefined;
  const round = roundOf(asking, `r${random.id()}`, question, now);
  await store.set(roundKey(round.id), round, { ttlMs: ROUND_TTL_MS });
  if (await store.putIfAbsent(ofOccurrence(asking.key), round.id, { ttlMs: ROUND_TTL_MS })) return round;
  // another process drew at the same time
  await store.delete(roundKey(round.id));
  return dayRoundOf(parts, asking.key);
}

/** A round as it would be asked now, to be looked at. */
export async function draftRound(parts: Parts, asking: Asking): Promise<Round | undefined> {
  const question = await questionFor(parts, { group: asking.schedule.group, ...asking.from }, true);
  return question && roundOf(asking, 'r000000000000', question, parts.clock.now());
}

/** The question stands there since `at` (epoch ms): its clock runs. Gives the step that ends it. */
export async function dayRoundLanded(parts: Parts, id: string, message: MessageRef, at: number): Promise<Step[]> {
  await roundLanded(parts, id, message, at);
  const round = (await parts.store.get<Round>(roundKey(id)))?.value;
  return round?.closesAt === undefined ? [] : [step('reveal', round.closesAt + GRACE_MS)];
}

/** It was closed before its time: what follows from that comes now. */
export async function closedEarly({ store }: Pick<Parts, 'store'>, { day }: Round, at: number): Promise<void> {
  if (day) await changeFollow(store, day.key, (follow) => hastened(follow, 'reveal', at + GRACE_MS));
}
