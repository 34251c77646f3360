import { lessonAt } from '../course/course.js';
import { lessonTitle } from '../course/view.js';
import type { Key } from '../locale/index.js';
import { formatDate, formatSpan } from '../locale/format.js';
import type { Span } from '../reply.js';
import type { Pattern, Schedule } from '../schedule/schedule.js';
import { label } from '../text.js';
import type { Context } from './command.js';

type Speaker = Pick<Context, 'locale' | 't'>;

/** Longest name of a channel that is shown. */
const NAME = 80;

/** One thing that a schedule is set to. */
export interface Fact {
  readonly name: 'when' | 'where' | 'lesson' | 'about' | 'from' | 'grace' | 'thread' | 'pin' | 'quiz';
  readonly value: Span;
}

/** Everything that can be set, in the words of the reader. */
export function factsOf(context: Context, schedule: Schedule): Fact[] {
  const { t, locale } = context;
  const { what, cursor, from, graceMs, follow } = schedule;
  const lesson: Fact[] = what === 'lesson' && cursor !== undefined ? [{ name: 'lesson', value: titleOf(context, cursor) }] : [];
  const about: Fact[] = what === 'quiz' ? [{ name: 'about', value: cursor === undefined ? t('schedule.whole') : titleOf(context, cursor) }] : [];
  const state = (on: boolean): string => t(on ? 'schedule.on' : 'schedule.off');
  const follows: Fact[] = what === 'lesson' ? (['thread', 'pin', 'quiz'] as const).map((name) => ({ name, value: state(follow[name]) })) : [];
  return [
    { name: 'when', value: whenOf(context, schedule) },
    { name: 'where', value: whereOf(context, schedule) },
    ...lesson,
    ...about,
    { name: 'from', value: formatDate(from, locale) },
    { name: 'grace', value: t('schedule.grace', { span: formatSpan(graceMs, locale) }) },
    ...follows,
  ];
}

export const whatOf = ({ t }: Pick<Context, 't'>, { what }: Pick<Schedule, 'what'>): string => t(`post.what.${what}`);

/** `every day at 08:00 (Asia/Shanghai)`. */
export const whenOf = (speaker: Speaker, { pattern, time, zone }: Schedule): string => speaker.t('schedule.at', { days: daysIn(speaker, pattern), time, zone });

/** The channel, to go to where it is another one. */
export function whereOf({ request, t }: Pick<Context, 'request' | 't'>, { channel, channelName }: Pick<Schedule, 'channel' | 'channelName'>): Span {
  if (channel === request.place.channel) return t('schedule.here');
  return { text: label(channelName ?? '', NAME) || t('schedule.elsewhere'), channel };
}

/** The title of a lesson; its id where the course lacks it now. */
export function titleOf(context: Pick<Context, 'library' | 'locale' | 't'>, id: string): string {
  const lesson = lessonAt(context.library().course, id);
  return lesson ? lessonTitle(lesson, context) : id;
}

const NAMED: Readonly<Record<string, Key>> = { '1,2,3,4,5,6,7': 'schedule.days.daily', '1,2,3,4,5': 'schedule.days.weekdays', '6,7': 'schedule.days.weekends' };

function daysIn({ locale, t }: Speaker, pattern: Pattern): string {
  if (pattern.kind === 'every') return t('schedule.every', { count: pattern.n });
  const named = NAMED[pattern.days.join()];
  if (named) return t(named);
  const format = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  // 1 January 2024 was a Monday
  const names = pattern.days.map((day) => format.format(Date.UTC(2024, 0, day)));
  return t('schedule.days.some', { days: new Intl.ListFormat(locale, { style: 'short', type: 'conjunction' }).format(names) });
}
