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
   * The abstract of a lesson's digest in a language; undefined where there is none to show. Never rejects. It takes as long
   * as the model may take, and no longer than the store where the abstract is kept.
   */
  of(lesson: string, locale: Locale, digest: Digest): Promise<readonly Claim[] | undefined>;
}

/** After a failure, or an answer that was refused, the model is left alone so long. */
const REST_MS = 5 * 60_000;
/** An abstract is kept so long; other comments or another language are another abstract. */
const KEEP_MS = 90 * 24 * 3_600_000;

/** What is kept under the hash of model and prompt: sentences, or that they were refused. */
type Kept = { readonly claims: readonly unknown[] } | { readonly refused: true };

/** An answer that is no list of sentences with citations. */
const FORMAT: Refusal = { reason: 'format' };

export function createAbstracts({ writer, store, clock, log }: { writer: Writer; store: Store; clock: Clock; log: Log }): Abstracts {
  const model = writer.name;
  const underWay = new Map<string, Promise<readonly Claim[] | undefined>>();
  let restUntil = 0;

  const ask = async (prompt: Prompt, where: Record<string, unknown>): Promise<string | undefined> => {
    if (clock.now() < restUntil) return undefined;
    try {
      return await writer.write(prompt);
    } catch (error) {
      restUntil = clock.now() + REST_MS;
      log.warn('the language model gave no answer; the digest is sent without it', { ...where, ...(error instanceof WriterError ? { reason: error.message } : { error }) });
      return undefined;
    }
  };

  const make = async (key: string, prompt: Prompt, material: Material, locale: Locale, where: Record<string, unknown>) => {
    const kept = (await store.get<Kept>(key))?.value;
    if (kept !== undefined && 'refused' in kept) return undefined;
    // checked again: a hash is not a proof that it was written about these comments
    const known = kept && claimsOf(kept.claims);
    if (known !== undefined && refusal(known, material, locale) === undefined) return known;

    const answer = await ask(prompt, where);
    if (answer === undefined) return undefined;
    const claims = readAnswer(answer);
    const wrong = claims === undefined ? FORMAT : refusal(claims, material, locale);
    if (claims !== undefined && wrong === undefined) {
      await store.set(key, { claims } satisfies Kept, { ttlMs: KEEP_MS });
      return claims;
    }
    log.warn('an abstract was refused; the digest is sent without it', { ...where, ...wrong });
    await store.set(key, { refused: true } satisfies Kept, { ttlMs: REST_MS });
    return undefined;
  };

  return {
    model,
    async of(lesson, locale, digest) {
      const material = materialOf(digest);
      if (material === undefined) return undefined;
      const prompt = promptFor(material, locale);
      const key = `abstract:${hash(JSON.stringify([model, prompt]))}`;
      const where = { lesson, locale, model };
      const mine =
        underWay.get(key) ??
        make(key, prompt, material, locale, where)
          .catch((error: unknown) => {
            log.error('an abstract failed; the digest is sent without it', { ...where, error });
            return undefined;
          })
          .finally(() => underWay.delete(key));
      underWay.set(key, mine);
      return mine;
    },
  };
}
