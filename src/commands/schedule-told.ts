import { formatInstant, formatSpan } from '../locale/format.js';
import type { Key } from '../locale/index.js';
import { isLate } from '../schedule/calendar.js';
import type { Follow, Step } from '../schedule/follow.js';
import { dueAt } from '../schedule/occurrences.js';
import type { Schedule, Settled } from '../schedule/schedule.js';
import type { Context } from './command.js';

type Speaker = Pick<Context, 'locale' | 't'>;

/** What became of an occurrence: `on time`, `3 hr late · 2 attempts`. */
export function resultOf({ t, locale }: Speaker, { graceMs }: Schedule, settled: Settled): string {
  const { result, at, dueAt: due, attempts = 1 } = settled;
  if (result === 'missed') return t('schedule.result.missed', { span: formatSpan(graceMs, locale) });
  if (result === 'skipped') return t('schedule.result.skipped');
  const said = isLate(settled) ? t('schedule.result.late', { span: formatSpan(at - due, locale) }) : t('schedule.result.on-time');
  return attempts > 1 ? `${said} · ${t('schedule.attempts', { count: attempts })}` : said;
}

const REASONS: Readonly<Record<string, Key>> = { gone: 'schedule.why.gone', refused: 'schedule.why.refused', retry: 'schedule.cut-off' };

/** What followed, or is to: a line a step. */
export function stepsOf({ t, locale }: Speaker, { steps }: Follow, zone: string): string[] {
  const state = ({ state: now, at, tries, why = '' }: Step): string => {
    if (now === 'done') return t('schedule.done');
    const reason = Object.hasOwn(REASONS, why) ? REASONS[why] : undefined;
    if (now === 'lost') return t('schedule.lost', { why: reason ? t(reason) : why });
    const when = formatInstant(at, zone, locale);
    return tries > 0 ? `${t('schedule.again', { when })} · ${t('schedule.failed', { count: tries })}` : t('schedule.waiting', { when });
  };
  return steps.map((one) => `${t(`post.step.${one.kind}`)}${t('schedule.colon')}${state(one)}`);
}

/** Why it does not run, and what to do; undefined while it does. */
export function haltOf({ t }: Pick<Speaker, 't'>, { state, paused, number }: Schedule): string | undefined {
  if (state === 'on') return undefined;
  if (state === 'finished') return t('schedule.finished', { number });
  return paused ? t('schedule.paused-why', { why: t(`schedule.why.${paused.why}`, { missing: paused.missing }), number }) : t('schedule.paused', { number });
}

/** When its next post comes; a word for one that is not on. */
export const nextOf = ({ t, locale }: Speaker, schedule: Schedule): string =>
  schedule.state === 'on' ? t('schedule.next', { when: formatInstant(dueAt(schedule, schedule.nextDate), schedule.zone, locale) }) : t(`schedule.state.${schedule.state}`);
