/**
 * Two kinds of errors. A `UserError` is an answer: localized, says what to do. Everything else is a bug:
 * it is logged with an id and its cause, and the person sees a kind sentence with that id.
 */
import type { Key, Params } from './locale/index.js';
import type { Block } from './reply.js';

export class UserError extends Error {
  override readonly name = 'UserError';
  constructor(
    /** Catalog key of the sentence; its last part is the short id that the person sees. */
    readonly key: Key,
    readonly params: Params = {},
    /** What helps further, shown below the sentence. */
    readonly help: readonly Block[] = [],
  ) {
    super(key);
  }
}

/**
 * Why a post or an edit did not land.
 * `retry`: try again after `retryAfterMs`. `gone`: the channel or message is not there any more.
 * `forbidden`: the bot lacks `missing`. `refused`: the platform will never take this payload (a bug of ours).
 */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  readonly retryAfterMs: number;
  readonly missing: readonly string[];
  /**
   * Whom it is about: this channel (or member) alone, or the platform as a whole. `forbidden` everywhere is a token that is
   * good for nothing: no group can mend that.
   */
  readonly scope: 'channel' | 'all';
  constructor(
    readonly kind: 'retry' | 'gone' | 'forbidden' | 'refused',
    message: string,
    details: { retryAfterMs?: number; scope?: 'channel' | 'all'; missing?: readonly string[]; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
    this.retryAfterMs = details.retryAfterMs ?? 0;
    this.scope = details.scope ?? 'channel';
    this.missing = details.missing ?? [];
  }
}
