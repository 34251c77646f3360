import type { Parts } from '../commands/command.js';
import { dropLikes } from '../digest/likes.js';
import { removeOwn, tracedOwn, tracesOn, unsign } from '../digest/own.js';
import { suggestionsOf } from '../quiz/own/authored.js';
import { remove } from '../quiz/own/shelf.js';
import { unsigned } from '../quiz/own/suggestion.js';
import { startedBy, unstart } from '../quiz/started.js';
import { changeSchedule, schedulesBy } from '../schedule/book.js';

/**
 * Deletes all that is kept of a member. What they wrote goes, with the likes on it; what others wrote, posts and rounds
 * that they began, and questions of theirs that were approved, go on without their name. Counts without names (answers of a group by lesson) stay as they are.
 * Safe to repeat and to be killed anywhere: what leads to the rest goes last.
 */
export async function forgetMember({ store, clock }: Pick<Parts, 'store' | 'clock'>, member: string): Promise<void> {
  for (const trace of await tracesOn(store, member)) {
    const comment = trace.kind === 'like' ? undefined : await tracedOwn(store, trace);
    if (!comment) continue;
    if (trace.kind === 'saver' && comment.author.id !== member) await unsign(store, trace, comment);
    else {
      await dropLikes(store, trace, trace.target);
      await removeOwn(store, trace, comment);
    }
  }
  for (const { id } of await schedulesBy(store, member)) await changeSchedule(store, id, (now) => (now.owner === member ? { ...now, owner: '' } : now));
  for (const round of await startedBy(store, member)) await unstart(store, member, round);
  for (const own of await suggestionsOf(store, member, clock.now())) await (own.state === 'approved' ? unsigned(store, own.id, member) : remove(store, own));
  await store.forget(member);
}
