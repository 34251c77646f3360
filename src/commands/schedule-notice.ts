import { UserError } from '../errors.js';
import { LIMITS } from '../limits.js';
import { type Button, buttons, list, type Reply, text } from '../reply.js';
import { scheduleOf, schedulesOf } from '../schedule/book.js';
import { listen, listensTo, unlisten } from '../schedule/notices.js';
import type { Schedule } from '../schedule/schedule.js';
import type { Action, Args, Context } from './command.js';

/**
 * The id of a schedule that a button carries.
 * @throws UserError for what `Random.id` never made: it must not become a key of the store
 */
function scheduleId(args: Args): string {
  const id = args.text('id') ?? '';
  if (!/^[a-z0-9]{12}$/.test(id)) throw new UserError('post.notice.gone');
  return id;
}

/**
 * S7: `schedule notice on|off id:ID`: mentions by choice alone. Posts carry both buttons; the answer is private, with the
 * way back. Without an id: what there is in this channel.
 */
async function turn(context: Context, args: Args): Promise<Reply> {
  const { store, request, locale, t } = context;
  const on = args.text('turn') !== 'off';
  if (args.text('id') === undefined) return choose(context);
  const id = scheduleId(args);
  const schedule = await scheduleOf(store, id);
  // off is always possible; on only for what still posts in this group
  if (!on) await unlisten(store, id, request.member.id);
  else if (schedule?.group !== request.place.group) throw new UserError('post.notice.gone');
  else await listen(store, id, request.member);
  const said = on ? (schedule?.what === 'review' ? 'post.notice.did-on-review' : 'post.notice.did-on') : 'post.notice.did-off';
  const back: Button = on ? { label: t('post.notice.off'), line: `schedule notice off id:${id}` } : { label: t('post.notice.on'), line: `schedule notice on id:${id}` };
  return { locale, blocks: [text(t(said)), ...(on || schedule ? [buttons(back)] : [])] };
}

/** Each schedule of the channel, with the button that turns its notices. */
async function choose({ store, request, locale, t }: Context): Promise<Reply> {
  const { member, place } = request;
  const all = (await schedulesOf(store, place.group)).filter(({ channel }) => channel === place.channel).slice(0, LIMITS.choices);
  if (all.length === 0) throw new UserError('post.notice.none-here');
  const states = await Promise.all(all.map(async (schedule) => ({ ...schedule, on: await listensTo(store, schedule.id, member.id) })));
  const item = ({ number, what, on }: Schedule & { on: boolean }) => [t('post.notice.item', { number, what: t(`post.what.${what}`), state: t(on ? 'post.notice.listening' : 'post.notice.silent') })];
  return {
    locale,
    blocks: [
      text(t('post.notice.which')),
      list(states.map(item)),
      {
        kind: 'choices',
        placeholder: t('post.notice.on'),
        choices: states.map(({ id, number, on }) => ({ label: t(on ? 'post.notice.turn-off' : 'post.notice.turn-on', { number }), line: `schedule notice ${on ? 'off' : 'on'} id:${id}` })),
      },
    ],
  };
}

export const notice: Action = {
  params: [
    { name: 'turn', type: 'choice', choices: ['on', 'off'], hidden: true },
    { name: 'id', type: 'text', named: true, hidden: true },
    // only so that the line of each post is one of its own
    { name: 'date', type: 'text', named: true, hidden: true },
    { name: 'part', type: 'text', named: true, hidden: true },
  ],
  audience: 'you',
  hidden: true,
  run: turn,
};
