import { formatDate } from '../../locale/format.js';
import type { Parts } from '../../commands/command.js';
import { lessonAt } from '../../course/course.js';
import { lessonTitle } from '../../course/view.js';
import { type Locale, type T, translator } from '../../locale/index.js';
import { roundReply } from '../../quiz/round-view.js';
import { ended, LIVE_ROUNDS, type Attempt, attemptsKey, ROUND_TTL_MS, type Round, roundKey } from '../../quiz/round.js';
import { tally } from '../../quiz/tally.js';
import { type Button, bold, buttons, text } from '../../reply.js';
import { update } from '../../store.js';
import { label } from '../../text.js';
import { scheduleOf } from '../book.js';
import { dayRound, dayRoundLanded, dayRoundOf } from '../day-round.js';
import { step } from '../follow.js';
import type { Doer } from './doing.js';

/** The solution stands there before its result is told, milliseconds. */
const BEFORE_RESULT_MS = 3000;

/** A question on the lesson that was posted; on those posted before it where it has none that is new. */
export const quiz: Doer = async ({ parts, adapter, follow, options }) => {
  const { key, channel, date, locale, lesson } = follow;
  const schedule = await scheduleOf(parts.store, follow.schedule);
  if (!schedule || lesson === undefined) return [];
  const lessons = [[lesson], [...new Set([...(schedule.posted?.lessons ?? []), lesson])]];
  const round = await dayRound(parts, { schedule, key, date, locale, from: { lessons, fresh: true } });
  if (!round) return [];
  const { track: _, ...reply } = roundReply(parts, round);
  const message = await adapter.post(channel, reply, options);
  return dayRoundLanded(parts, round.id, message, parts.clock.now());
};

/** Takes no more answers, and hands the round to what reveals rounds: that goes on until all that follows from it is done. */
export const reveal: Doer = async ({ parts, follow }) => {
  const { store, clock } = parts;
  const round = await dayRoundOf(parts, follow.key);
  if (!round) return [];
  await update<Round>(store, roundKey(round.id), (now) => now && ended(now), { ttlMs: ROUND_TTL_MS });
  await store.add(LIVE_ROUNDS, round.id);
  return [step('result', clock.now() + BEFORE_RESULT_MS)];
};

/** Longest title of a lesson in the short post, UTF-16 units. */
const TITLE = 60;
const titleOf = ({ library }: Pick<Parts, 'library'>, id: string, view: { locale: Locale; t: T }): string => {
  const lesson = lessonAt(library().course, id);
  return lesson ? label(lessonTitle(lesson, view), TITLE) : id;
};

/** A short post: how many answered, how many were right, and the way to one's own answer. */
export const result: Doer = async ({ parts, adapter, follow: { key, channel, date, locale }, options }) => {
  const round = await dayRoundOf(parts, key);
  if (!round) return [];
  const t = translator(locale);
  const { total, winners } = tally(round.id, round.asked, await parts.store.members<Attempt>(attemptsKey(round.id)));
  const told = round.skipped ? t('post.quiz.skipped') : total === 0 ? t('post.quiz.silent') : t('post.quiz.result', { right: winners.length, count: total });
  const mine: Button = { label: t('post.quiz.mine'), line: `quiz result ${round.id}`, style: 'primary' };
  const blocks = [text(bold(t('post.quiz.of', { day: formatDate(date, locale), lesson: titleOf(parts, round.lesson, { locale, t }) })), told), buttons(mine, { label: t('quiz.another'), line: `quiz practice ${round.lesson}` })];
  await adapter.post(channel, { locale, blocks }, options);
  return [];
};
