import { formatInstant, formatPass } from '../locale/format.js';
import { LIMITS } from '../limits.js';
import { bold, type Block, type Button, buttons, heading, list, text } from '../reply.js';
import { upcoming } from '../schedule/occurrences.js';
import type { Schedule } from '../schedule/schedule.js';
import { label } from '../text.js';
import type { Context } from './command.js';
import { factsOf, titleOf, whatOf } from './schedule-facts.js';
import { mayChange } from './schedule-pick.js';
import { haltOf } from './schedule-told.js';

/** How many dates are shown. */
const AHEAD = 5;

export const headingOf = (context: Context, schedule: Schedule): Block =>
  heading(label(context.t('schedule.title', { number: schedule.number, what: whatOf(context, schedule) }), LIMITS.heading));

/** What it is set to, a line each. */
export const facts = (context: Context, schedule: Schedule): Block =>
  list(factsOf(context, schedule).map(({ name, value }) => [bold(context.t(`schedule.fact.${name}`)), context.t('schedule.colon'), value]));

/** Whether it runs; where it does not, why, and what to do. */
export function stateOf(context: Context, schedule: Schedule): Block[] {
  const halt = haltOf(context, schedule);
  return halt === undefined ? [] : [text(halt)];
}

/** The next dates on the clocks of its zone, each with the lesson that is due then. */
export function ahead(context: Context, schedule: Schedule): Block[] {
  if (schedule.state !== 'on') return [];
  const said = comingLessons(context, schedule);
  const items = upcoming(schedule, AHEAD).flatMap(({ at }, i) => {
    const when = formatInstant(at, schedule.zone, context.locale);
    if (schedule.what !== 'lesson') return [[when]];
    const lesson = said[i];
    return lesson === undefined ? [] : [[context.t('schedule.item', { when, lesson })]];
  });
  return [text(bold(context.t('schedule.upcoming'))), list(items, true)];
}

/** The lessons that are due next, in order; after the last one the post that says so, and nothing more. */
function comingLessons(context: Context, { cursor }: Schedule): string[] {
  const { lessons } = context.library().course;
  const from = lessons.findIndex((lesson) => lesson.id === cursor);
  if (from < 0) return [cursor ?? context.t('schedule.closing')];
  return [...lessons.slice(from, from + AHEAD).map(({ id }) => titleOf(context, id)), context.t('schedule.closing')];
}

/** Ways on: switches for what follows a lesson, what can be done with it, and where to look. */
export function controls(context: Context, schedule: Schedule): Block[] {
  const { t, locale, request } = context;
  const { id, what, state, follow } = schedule;
  const to = (action: string): string => `schedule ${action} id:${id}`;
  const ways: Button[] = [{ label: t('schedule.status'), line: to('status') }, { label: t('schedule.button.list'), line: 'schedule list' }];
  if (!mayChange(request, schedule)) return [buttons(...ways)];
  const switches = (['thread', 'pin', 'quiz'] as const).map((name): Button => ({
    label: t(`schedule.switch.${name}`, { state: t(follow[name] ? 'schedule.on' : 'schedule.off') }),
    line: `${to('move')} ${name}:${follow[name] ? 'off' : 'on'}`,
  }));
  const runs: Button[] =
    state === 'on'
      ? [{ label: t('schedule.button.skip'), line: `${to('skip')} date:${schedule.nextDate}` }, { label: t('schedule.pause'), line: to('pause') }]
      : state === 'paused'
        ? [{ label: t('schedule.resume'), line: to('resume'), style: 'primary' }]
        : [{ label: t('post.closing.again', { pass: formatPass(schedule.pass + 1, locale) }), line: to('again'), style: 'primary' }];
  return [
    ...(what === 'lesson' ? [buttons(...switches)] : []),
    buttons({ label: t('schedule.button.preview'), line: to('preview') }, { label: t('schedule.button.move'), line: to('move') }, ...runs),
    buttons(...ways, { label: t('schedule.button.remove'), line: to('remove') }),
  ];
}

/** A schedule as it is now, below a sentence that says what was done. */
export const summaryOf = (context: Context, schedule: Schedule, ...above: readonly Block[]): Block[] => [
  ...above,
  headingOf(context, schedule),
  ...stateOf(context, schedule),
  facts(context, schedule),
  ...ahead(context, schedule),
  ...controls(context, schedule),
];
