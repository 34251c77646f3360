import type { Parts } from '../commands/command.js';
import { lessonAt, neighbour } from '../course/course.js';
import { lessonBlocks } from '../course/view.js';
import { DeliveryError } from '../errors.js';
import { placeLocale } from '../languages.js';
import { translator } from '../locale/index.js';
import type { Once } from '../once.js';
import type { MessageRef } from '../ports.js';
import { note, type Reply } from '../reply.js';
import { changePlan, plans } from './book.js';
import { dueAt, duty, type Plan, settled } from './plan.js';

/** How long a delivery holds its claim. The longest request must be shorter than half of it. */
const LEASE_MS = 30_000;
/** How long the ledger remembers a sent occurrence. */
const LEDGER_TTL_MS = 40 * 86_400_000;

/**
 * The ledger's key of one occurrence; the platforms get it as nonce or metadata. By the instant, not the day: a plan
 * that is set anew for later on the same day has an occurrence of its own.
 */
export const occurrenceKey = (plan: Plan): string => `post:${plan.id}:${new Date(dueAt(plan)).toISOString()}`;

/** What the ledger keeps of a sent occurrence. */
interface Sent {
  readonly lesson: string;
  readonly next: string | undefined;
  readonly message: MessageRef;
}

/**
 * Posts what is due: claim, post, complete, then move the plan on. Killed anywhere it goes on where it was: a
 * completed claim is never posted again, an open one is taken over when its lease ends. Plans do not wait for each other.
 */
export async function runSchedules(parts: Parts, once: Once): Promise<void> {
  const now = parts.clock.now();
  const all = await plans(parts.store);
  await Promise.all(
    all.map((plan) =>
      once(`plan:${plan.id}`, () => runPlan(parts, plan, now)).catch((error: unknown) =>
        parts.log.warn('a daily post did not go out; it is tried again', { plan: plan.id, error }),
      ),
    ),
  );
}

async function runPlan(parts: Parts, plan: Plan, now: number): Promise<void> {
  const what = duty(plan, now);
  if (what === 'skip') await changePlan(parts.store, plan.id, (current) => settled(current, { date: plan.nextDate, result: 'skipped' }));
  if (what === 'post') await deliver(parts, plan);
}

async function deliver(parts: Parts, plan: Plan): Promise<void> {
  const adapter = parts.adapters.get(plan.platform);
  const lesson = plan.cursor === undefined ? undefined : lessonAt(parts.library().course, plan.cursor);
  // an adapter that is switched off, or a lesson that content lost: the grace window runs on
  if (!adapter || !lesson) return;
  const key = occurrenceKey(plan);
  const claim = await parts.store.claim(key, { leaseMs: LEASE_MS, ttlMs: LEDGER_TTL_MS });
  if (claim.state === 'busy') return;
  if (claim.state === 'done') return moveOn(parts, plan, claim.result as Sent);
  try {
    const message = await adapter.post(plan.id, await postReply(parts, plan), { key, attempt: claim.attempt });
    const sent: Sent = { lesson: lesson.id, next: neighbour(parts.library().course, lesson.id, 1)?.id, message };
    await parts.store.complete(key, claim.token, sent);
    await moveOn(parts, plan, sent);
  } catch (error) {
    await parts.store.release(key, claim.token);
    if (!(error instanceof DeliveryError) || error.kind === 'retry') throw error;
    const paused = { why: error.kind, missing: error.missing.join(', ') };
    parts.log.warn('a schedule is paused: the platform will not take its post', { plan: plan.id, error });
    await changePlan(parts.store, plan.id, (now) => (occurrenceKey(now) === key ? { ...now, state: 'paused', paused } : now));
  }
}

const moveOn = async (parts: Parts, plan: Plan, sent: Sent): Promise<void> => {
  await changePlan(parts.store, plan.id, (now) =>
    // one that was set anew while its post was under way begins where it was set to
    occurrenceKey(now) === occurrenceKey(plan) ? settled(now, { date: plan.nextDate, result: 'sent', lesson: sent.lesson, next: sent.next }) : now,
  );
};

/** The post of a plan's next occurrence, in the channel's language. */
export async function postReply(parts: Parts, plan: Plan): Promise<Reply> {
  const locale = await placeLocale(parts.documents, { channel: plan.id, group: plan.group, locale: plan.locale }, parts.defaults.locale);
  const t = translator(locale);
  const { course } = parts.library();
  const lesson = lessonAt(course, plan.cursor ?? '');
  return { locale, blocks: [note(t('schedule.post')), ...(lesson ? lessonBlocks(lesson, { course, locale, t }, 1) : [])] };
}
