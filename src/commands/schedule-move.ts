import { UserError } from '../errors.js';
import { list, bold, type Reply, text, buttons } from '../reply.js';
import { changeSchedule, schedulesOf } from '../schedule/book.js';
import { fromFor } from '../schedule/occurrences.js';
import type { Schedule } from '../schedule/schedule.js';
import { begunAgain, changed } from '../schedule/step.js';
import type { Args, Context } from './command.js';
import { factsOf } from './schedule-facts.js';
import { pickToChange } from './schedule-pick.js';
import { readRule } from './schedule-read.js';
import { followFor, twoLessons } from './schedule-set.js';
import { cursorFor } from './schedule-start.js';
import { facts, headingOf, summaryOf } from './schedule-view.js';
import { channelFor, needsRightsOfBot } from './schedule-where.js';

const CHANGES = ['time', 'zone', 'days', 'channel', 'start', 'from', 'grace', 'thread', 'pin', 'quiz'] as const;

/** `schedule move`: anything of a schedule may change; what was posted today is not posted again today. */
export async function move(context: Context, args: Args): Promise<Reply> {
  const { store, clock, t, locale } = context;
  const before = await pickToChange(context, args, 'move');
  if (CHANGES.every((name) => args.text(name) === undefined)) return askChange(context, before);
  const patch = await patchFor(context, args, before);
  const after = await changeSchedule(store, before.id, (now) => {
    const at = clock.now();
    // a lesson to go on with takes up a course that was read to the end
    const going = patch.cursor === undefined ? now : begunAgain(now, patch.cursor, at);
    return changed(going, { ...patch, follow: followFor(now.what, args, now.follow) }, at);
  });
  if (!after) throw new UserError('schedule.no-such');
  const others = patch.channel === undefined ? [] : twoLessons(context, after, await schedulesOf(store, after.group));
  const differences = changesBetween(context, before, after);
  const said = differences.length > 0 ? [text(t('schedule.changed', { number: after.number })), list(differences)] : [text(t('schedule.same', { number: after.number }))];
  return { locale, blocks: summaryOf(context, after, ...said, ...others) };
}

/** What the line changes. @throws UserError before anything is stored */
async function patchFor(context: Context, args: Args, before: Schedule): Promise<Partial<Schedule>> {
  const read = readRule(context, args, before.zone);
  const cursor = args.text('start') === undefined ? {} : { cursor: cursorFor(context, 'move', before.what, args) };
  const follow = followFor(before.what, args, before.follow);
  const typed = args.text('channel');
  const channel = typed === undefined ? undefined : await channelFor(context, typed);
  const place = channel ? { channel: channel.id, channelName: channel.name } : {};
  const asksMore = channel || follow.thread !== before.follow.thread || follow.pin !== before.follow.pin;
  if (asksMore) await needsRightsOfBot(context, { channel: before.channel, channelName: before.channelName, ...place, follow });
  const { time = before.time, zone = before.zone, pattern } = read;
  // days that are counted anew are counted from the next one on
  const from = pattern?.kind === 'every' ? { from: fromFor(pattern, { time, zone }, context.clock.now()) } : {};
  return { ...from, ...read, ...cursor, ...place };
}

function changesBetween(context: Context, before: Schedule, after: Schedule) {
  const { t } = context;
  const was = new Map(factsOf(context, before).map(({ name, value }) => [name, value]));
  return factsOf(context, after).flatMap(({ name, value }) => {
    const old = was.get(name) ?? t('schedule.off');
    if (JSON.stringify(old) === JSON.stringify(value)) return [];
    return [[bold(t(`schedule.fact.${name}`)), t('schedule.colon'), old, ' → ', value]];
  });
}

/** Where no form can be shown: how it is now, and how to say what shall change. */
function askChange(context: Context, schedule: Schedule): Reply {
  const { t, locale } = context;
  return {
    locale,
    blocks: [
      headingOf(context, schedule),
      facts(context, schedule),
      text(t('schedule.ask-change', { number: schedule.number })),
      buttons({ label: t('schedule.button.move'), line: `schedule move id:${schedule.id}` }, { label: t('schedule.status'), line: `schedule status id:${schedule.id}` }),
    ],
  };
}
