import { formatInstant } from '../locale/format.js';
import { problems } from '../limits.js';
import { buttons, note, type Reply } from '../reply.js';
import { dueAt } from '../schedule/occurrences.js';
import { previewOf } from '../schedule/post.js';
import type { Args, Context } from './command.js';
import { UserError } from '../errors.js';
import { pickToChange } from './schedule-pick.js';

/** `schedule preview`: the next post exactly as it will look, in the channel's language, for the member alone. */
export async function preview(context: Context, args: Args): Promise<Reply> {
  const { t, locale } = context;
  const found = await pickToChange(context, args, 'preview');
  const post = await previewOf(context, found);
  if (!post) throw new UserError('schedule.no-post');
  const when = formatInstant(dueAt(found, found.nextDate), found.zone, locale);
  const above = note(found.state === 'on' ? t('schedule.preview', { when }) : t('schedule.preview-paused'));
  const below = buttons({ label: t('schedule.status'), line: `schedule status id:${found.id}` });
  const framed = { ...post.reply, blocks: [above, ...post.reply.blocks, below] };
  // a post may fill a message to the brim: then it stands alone
  return problems(framed).length === 0 ? framed : post.reply;
}
