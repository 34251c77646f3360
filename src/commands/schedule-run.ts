import { UserError } from '../errors.js';
import { formatDate } from '../locale/format.js';
import { buttons, type Reply, text } from '../reply.js';
import { changeSchedule, removeSchedule } from '../schedule/book.js';
import { dayFrom, upcoming } from '../schedule/occurrences.js';
import type { Schedule } from '../schedule/schedule.js';
import { resumed, skippedNext } from '../schedule/step.js';
import { addDays, localDate } from '../schedule/zone.js';
import type { Args, Context } from './command.js';
import { whatOf } from './schedule-facts.js';
import { pickToChange } from './schedule-pick.js';
import { readDay } from './schedule-read.js';
import { summaryOf } from './schedule-view.js';
import { needsRightsOfBot } from './schedule-where.js';

/** How many dates are named to who asked for one that is none. */
const NAMED = 5;

export async function pause(context: Context, args: Args): Promise<Reply> {
  const found = await pickToChange(context, args, 'pause');
  if (found.state === 'finished') throw new UserError('schedule.finished', { number: found.number });
  return changedTo(context, found, 'schedule.did-pause', (now) => (now.state === 'on' ? { ...now, state: 'paused' } : now));
}

/** Only where the bot may do again all that it is set to do. */
export async function resume(context: Context, args: Args): Promise<Reply> {
  const found = await pickToChange(context, args, 'resume');
  if (found.state === 'finished') throw new UserError('schedule.finished', { number: found.number });
  await needsRightsOfBot(context, found);
  const at = context.clock.now();
  return changedTo(context, found, 'schedule.did-resume', (now) => (now.state === 'paused' ? resumed(now, at) : now));
}

/** `schedule skip`: the next occurrence is left out, or that of a date. Said twice, it is one. */
export async function skip(context: Context, args: Args): Promise<Reply> {
  const { clock, locale, t } = context;
  const found = await pickToChange(context, args, 'skip');
  if (found.state === 'finished') throw new UserError('schedule.finished', { number: found.number });
  const now = clock.now();
  const today = localDate(now, found.zone);
  const running = found.state === 'on' ? found : resumed(found, now);
  const typed = args.text('date');
  const date = typed === undefined ? running.nextDate : readDay(typed, today, locale);
  const shown = formatDate(date, locale);
  if (found.skips.includes(date)) return { locale, blocks: summaryOf(context, found, text(t('schedule.skipped-already', { date: shown }))) };
  if (date < running.nextDate || dayFrom(found, date) !== date) {
    const dates = upcoming(running, NAMED).map((one) => formatDate(one.date, locale));
    throw new UserError('schedule.not-a-date', { number: found.number, date: shown, dates: dates.join(' · ') });
  }
  return changedTo(context, found, found.what === 'lesson' ? 'schedule.did-skip-lesson' : 'schedule.did-skip', (current) => leftOut(current, date, now, today), { date: shown });
}

/** Stays left out whatever is changed later; days long past are forgotten. */
function leftOut(current: Schedule, date: string, now: number, today: string): Schedule {
  if (current.skips.includes(date)) return current;
  const skips = [...current.skips.filter((one) => one >= addDays(today, -1)), date].sort();
  const next = { ...current, skips };
  return current.state === 'on' && current.nextDate === date ? skippedNext(next, now) : next;
}

/** `schedule remove`: asks once, by a button. */
export async function remove(context: Context, args: Args): Promise<Reply> {
  const { store, t, locale } = context;
  const found = await pickToChange(context, args, 'remove');
  const { number, id } = found;
  if (args.text('sure') === undefined) {
    const ask = text(t('schedule.ask-remove', { number, what: whatOf(context, found) }));
    return { locale, blocks: [ask, buttons({ label: t('schedule.button.sure'), line: `schedule remove id:${id} sure:yes`, style: 'danger' }, { label: t('schedule.status'), line: `schedule status id:${id}` })] };
  }
  await removeSchedule(store, found);
  return { locale, blocks: [text(t('schedule.removed', { number })), buttons({ label: t('schedule.button.list'), line: 'schedule list' })] };
}

/** Changes a schedule, and shows it as it is then. */
async function changedTo(context: Context, { id, number }: Schedule, key: 'schedule.did-pause' | 'schedule.did-resume' | 'schedule.did-skip' | 'schedule.did-skip-lesson', change: (now: Schedule) => Schedule, params = {}): Promise<Reply> {
  const after = await changeSchedule(context.store, id, change);
  if (!after) throw new UserError('schedule.no-such');
  return { locale: context.locale, blocks: summaryOf(context, after, text(context.t(key, { number, ...params }))) };
}
