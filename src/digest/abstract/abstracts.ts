import type { Locale } from '../../locale/index.js';
import type { Clock, Log } from '../../ports.js';
import type { Store } from '../../store.js';
import { hash } from '../comment.js';
import type { Digest } from '../digest.js';
import { type Claim, claimsOf, readAnswer } from './answer.js';
import { type Material, materialOf, promptFor } from './material.js';
import { type Refusal, refusal } from './verify.js';
import { type Prompt, type Writer, WriterError } from './writer.js';

/** Abstracts of digests by a language model, each sentence of them checked. */
export interface Abstracts {
  /** The model's name. */
  readonly model: string;
  /**
   * The abstract of a lesson's digest in a language; undefined where there is none to show. Never rejects. Takes at most as
   * long as a reader waits; a model that is slower goes on, for the next reader.
   */
  of(lesson: string, locale: Locale, digest: Digest): Promise<Abstract>;
  /** Ends what is under way. To be called before the store is closed. */
  stop(): Promise<void>;
}

type Abstract = readonly Claim[] | undefined;

/** After a failure, or an answer that was refused, the model is left alone so long. */
const REST_MS = 5 * 60_000;
/** An abstract is kept so long; other comments or another language are another abstract. */
const KEEP_MS = 90 * 24 * 3_600_000;

/** What is kept under the hash of model and prompt: sentences, or that they were refused. */
type Kept = { readonly claims: readonly unknown[] } | { readonly refused: true };

/** An answer that is no list of sentences with citations. */
const FORMAT: Refusal = { reason: 'format' };

interface Task {
  readonly key: string;
  readonly prompt: Prompt;
  readonly material: Material;
  readonly locale: Locale;
  /** For the log. */
  readonly where: Record<string, unknown>;
}

export function createAbstracts({ writer, store, clock, log }: { writer: Writer; store: Store; clock: Clock; log: Log }): Abstracts {
  /** Calls under way, and what their readers get. */
  const underWay = new Map<string, { readonly whole: Promise<Abstract>; readonly shown: Promise<Abstract> }>();
  let restUntil = 0;
  /** Calls for which no reader waits any more: until they end, no other one is begun. */
  let late = 0;
  let stopped = false;

  const ask = async ({ prompt, where }: Task): Promise<string | undefined> => {
    try {
      return await writer.write(prompt);
    } catch (error) {
      restUntil = clock.now() + REST_MS;
      if (!stopped) log.warn('the language model gave no answer; the digest is sent without it', { ...where, ...(error instanceof WriterError ? { reason: error.message } : { error }) });
      return undefined;
    }
  };

  const write = async (task: Task): Promise<Abstract> => {
    const answer = await ask(task);
    if (answer === undefined) return undefined;
    const claims = readAnswer(answer);
    const wrong = claims === undefined ? FORMAT : refusal(claims, task.material, task.locale);
    if (claims !== undefined && wrong === undefined) {
      await store.set(task.key, { claims } satisfies Kept, { ttlMs: KEEP_MS });
      return claims;
    }
    log.warn('an abstract was refused; the digest is sent without it', { ...task.where, ...wrong });
    await store.set(task.key, { refused: true } satisfies Kept, { ttlMs: REST_MS });
    return undefined;
  };

  const begin = (task: Task): Promise<Abstract> => {
    let open = true;
    let waited = false;
    const end = () => {
      open = false;
      if (waited) late--;
      underWay.delete(task.key);
    };
    const whole = write(task).catch(failed(task.where)).finally(end);
    const enough = writer.patience().then(() => {
      if (!open) return undefined;
      waited = true;
      late++;
      log.warn('the language model is slow; the digest is sent without it', task.where);
      return undefined;
    });
    const shown = Promise.race([whole, enough]);
    underWay.set(task.key, { whole, shown });
    return shown;
  };

  const failed = (where: Record<string, unknown>) => (error: unknown) => {
    log.error('an abstract failed; the digest is sent without it', { ...where, error });
    return undefined;
  };

  const find = async (task: Task): Promise<Abstract> => {
    const kept = (await store.get<Kept>(task.key))?.value;
    if (kept !== undefined && 'refused' in kept) return undefined;
    // checked again: a hash is not a proof that it was written about these comments
    const known = kept && claimsOf(kept.claims);
    if (known !== undefined && refusal(known, task.material, task.locale) === undefined) return known;
    const begun = underWay.get(task.key);
    if (begun !== undefined) return begun.shown;
    return stopped || late > 0 || clock.now() < restUntil ? undefined : begin(task);
  };

  return {
    model: writer.name,
    async of(lesson, locale, digest) {
      const material = materialOf(digest);
      if (material === undefined) return undefined;
      const prompt = promptFor(material, locale);
      const where = { lesson, locale, model: writer.name };
      const task = { key: `abstract:${hash(JSON.stringify([writer.name, prompt]))}`, prompt, material, locale, where };
      return find(task).catch(failed(where));
    },
    async stop() {
      stopped = true;
      writer.stop();
      await Promise.all([...underWay.values()].map(({ whole }) => whole));
    },
  };
}
