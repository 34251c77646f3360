import { UserError } from '../errors.js';
import { lineOf } from '../line.js';
import { LIMITS } from '../limits.js';
import type { Request } from '../ports.js';
import { type Block, buttons } from '../reply.js';
import { schedulesOf } from '../schedule/book.js';
import type { Schedule } from '../schedule/schedule.js';
import { label } from '../text.js';
import type { Args, Context, Param } from './command.js';
import { whatOf, whenOf } from './schedule-facts.js';

/** Which schedule: its number as people type it, or its id as buttons carry it. */
export const WHICH: readonly Param[] = [
  { name: 'number', type: 'integer', min: 1, max: 9999 },
  { name: 'id', type: 'text', named: true, hidden: true },
];
/** What a line may give beside that, to be carried through a choice. */
export const CARRIED = ['date', 'time', 'zone', 'days', 'channel', 'start', 'from', 'grace', 'thread', 'pin', 'quiz'];

/** Whoever set it, who manages its channel, and who manages the group. Asked again at every press. */
export const mayChange = ({ member, place }: Request, { owner, channel }: Schedule): boolean =>
  member.admin || member.id === owner || (member.host === true && channel === place.channel);

/** The schedules of the group that a member may know of: those of this channel, and those that are theirs to change. */
export async function seenBy({ store, request }: Context): Promise<Schedule[]> {
  const all = await schedulesOf(store, request.place.group);
  return all.filter((one) => one.channel === request.place.channel || mayChange(request, one));
}

/**
 * The one that a line is about: by id or number, or else the only one of the channel, or of the group.
 * @throws UserError where there is none, with a menu where there are several
 */
export async function pick(context: Context, args: Args, action: string, example: string): Promise<Schedule> {
  const { t, request } = context;
  const all = await seenBy(context);
  const [id, number] = [args.text('id'), args.integer('number')];
  if (id !== undefined || number !== undefined) {
    const found = all.find((one) => (id === undefined ? one.number === number : one.id === id));
    if (!found) throw new UserError('schedule.no-such', {}, [buttons({ label: t('schedule.button.list'), line: 'schedule list' })]);
    return found;
  }
  const here = all.filter(({ channel }) => channel === request.place.channel);
  const among = here.length > 0 ? here : all;
  const [first] = among;
  if (!first) throw new UserError('schedule.no-schedule', { example: 'schedule set 08:00 Asia/Shanghai' });
  if (among.length === 1) return first;
  const rest = Object.fromEntries(CARRIED.flatMap((name) => (args.text(name) === undefined ? [] : [[name, args.text(name) as string]])));
  throw new UserError('schedule.which-schedule', { example: `${example} ${first.number}` }, menuOf(context, among, action, rest));
}

/** As `pick`, for who may change it. @throws UserError */
export async function pickToChange(context: Context, args: Args, action: string): Promise<Schedule> {
  const found = await pick(context, args, action, `schedule ${action}`);
  if (!mayChange(context.request, found)) throw new UserError('error.no-right');
  return found;
}

/** A menu of schedules; what is chosen goes into the line of `action`, or opens where that would be too long. */
export function menuOf(context: Context, schedules: readonly Schedule[], action: string, rest: Readonly<Record<string, string>> = {}): Block[] {
  const { t } = context;
  const choices = schedules.slice(0, LIMITS.choices).map((one) => {
    const line = lineOf('schedule', action, { id: one.id, ...rest });
    return {
      label: label(`${one.number}. ${whatOf(context, one)}`, LIMITS.choiceLabel),
      description: label(whenOf(context, one), LIMITS.choiceDescription),
      line: line.length <= LIMITS.line ? line : lineOf('schedule', 'status', { id: one.id }),
    };
  });
  return [{ kind: 'choices', placeholder: t('schedule.open'), choices }];
}
