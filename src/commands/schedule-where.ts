import { DeliveryError, UserError } from '../errors.js';
import type { Channel } from '../ports.js';
import { spanText } from '../reply.js';
import type { Schedule } from '../schedule/schedule.js';
import { label } from '../text.js';
import type { Context } from './command.js';
import { whereOf } from './schedule-facts.js';

/** How much of a channel's name that cannot be found is said back. */
const SAID = 60;

/** This channel, or the one that a line names, for who may schedule posts there. @throws UserError */
export async function channelFor({ adapters, request }: Context, typed: string | undefined): Promise<Channel> {
  const { place, member } = request;
  const adapter = adapters.get(place.platform);
  // only its name is looked up: whether the bot can post there is asked later
  const here = { id: place.channel, name: (await adapter?.channel(place.channel, place.group).catch(() => undefined))?.name };
  if (typed === undefined || typed === place.channel) return here;
  const found = await asking(adapter?.channel(typed, place.group));
  if (found?.id === place.channel) return here;
  if (!member.admin) throw new UserError('schedule.only-here');
  if (!found) throw new UserError('schedule.no-channel', { channel: label(typed, SAID) });
  return found;
}

type Asked = Pick<Schedule, 'channel' | 'channelName' | 'follow'>;

/**
 * Asks the platform whether the bot may do there all that is wanted.
 * @throws UserError that names what is missing, or says that the channel is not in this group
 */
export async function needsRightsOfBot(context: Context, { channel, channelName, follow }: Asked): Promise<void> {
  const { platform, group } = context.request.place;
  const wants = (['thread', 'pin'] as const).filter((want) => follow[want]);
  const where = spanText(whereOf(context, { channel, channelName }));
  const missing = (await asking(context.adapters.get(platform)?.preflight(channel, { group, wants }), where)) ?? [];
  if (missing.length > 0) throw new UserError('schedule.cannot-post', { missing: missing.join(', '), where });
}

/** What the platform says; where it says nothing, or that there is no such channel, a sentence for the person. */
async function asking<Answer>(answer: Promise<Answer> | undefined, where = ''): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    if (error.kind === 'gone') throw new UserError('schedule.no-channel', { channel: where });
    if (error.kind === 'forbidden') throw new UserError('schedule.cannot-post', { missing: error.missing.join(', '), where });
    throw new UserError('schedule.cannot-ask');
  }
}
