import { setTimeout as wait } from 'node:timers/promises';
import { type Prompt, type Writer, WriterError } from '../digest/abstract/writer.js';
import type { Config } from './config.js';

export interface ModelOptions {
  /** What stands before `/chat/completions`. */
  readonly url: string;
  /** Bearer token; local servers often need none. */
  readonly key?: string | undefined;
  readonly name: string;
  /** For everything: connecting, the answer to its last byte, and the second attempt. */
  readonly timeoutMs?: number | undefined;
  /** How long a reader waits. */
  readonly patienceMs?: number | undefined;
}

/** A digest waits no longer than this for its abstract. */
const PATIENCE_MS = 8000;
/** A small computer writes a few sentences in this time; the next reader has them. */
const TIMEOUT_MS = 60_000;
/** An answer of a few sentences, with room for what servers put around it and for a model that thinks aloud. */
const MOST_BYTES = 256 * 1024;
/** Before the one repetition where the server names no time, and the longest that it may name. */
const PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 3000;

/** The model of the environment; none unless its address and name are set. */
export const modelOf = ({ MODEL_URL, MODEL_KEY, MODEL_NAME }: Pick<Config, 'MODEL_URL' | 'MODEL_KEY' | 'MODEL_NAME'>): Writer | undefined =>
  MODEL_URL === undefined || MODEL_NAME === undefined ? undefined : createModel({ url: MODEL_URL, key: MODEL_KEY, name: MODEL_NAME });

/**
 * A model behind any OpenAI-compatible endpoint. Only what all of them take is sent: model and messages; newer models
 * refuse `temperature` and `max_tokens`, many servers know no `response_format`.
 */
export function createModel({ url, key, name, timeoutMs = TIMEOUT_MS, patienceMs = PATIENCE_MS }: ModelOptions): Writer {
  const stopping = new AbortController();
  const address = `${url.replace(/\/+$/, '')}/chat/completions`;
  const request = ({ task, material }: Prompt): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) },
    body: JSON.stringify({ model: name, messages: [{ role: 'system', content: task }, { role: 'user', content: material }], stream: false }),
    // elsewhere nobody agreed to send comments
    redirect: 'error',
  });

  const attempt = async (prompt: Prompt, signal: AbortSignal, last: boolean): Promise<string> => {
    const response = await fetch(address, { ...request(prompt), signal });
    if (response.ok) return contentOf(await bodyOf(response));
    await response.body?.cancel();
    if (last || (response.status !== 429 && response.status < 500)) throw new WriterError(refusedWith(response.status));
    const pauseMs = pauseOf(response.headers.get('retry-after'));
    if (pauseMs > LONGEST_PAUSE_MS) throw new WriterError(refusedWith(response.status));
    await wait(pauseMs, undefined, { signal });
    return attempt(prompt, signal, true);
  };

  return {
    name,
    async write(prompt) {
      const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), stopping.signal]);
      try {
        return await attempt(prompt, signal, false);
      } catch (error) {
        if (error instanceof WriterError) throw error;
        // what fetch says may hold the address or a header: none of it goes on
        throw new WriterError(signal.aborted ? `no answer within ${timeoutMs} ms` : `not reached${codeOf(error)}`);
      }
    },
    // what is under way keeps the process; waiting for it does not
    patience: () => wait(patienceMs, undefined, { ref: false }),
    stop: () => stopping.abort(),
  };
}

const refusedWith = (status: number): string => `status ${status}${status === 401 || status === 403 ? ': the key is not taken (MODEL_KEY)' : status === 404 ? ': no such address or model (MODEL_URL, MODEL_NAME)' : ''}`;

/** Seconds, as servers of this kind send it; a date or nonsense counts as nothing named. */
const pauseOf = (retryAfter: string | null): number => (retryAfter !== null && /^\d+(?:\.\d+)?$/.test(retryAfter.trim()) ? Number(retryAfter) * 1000 : PAUSE_MS);

/** Such as ` (ECONNREFUSED)`. */
function codeOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' && /^[A-Z_]{3,40}$/.test(code) ? ` (${code})` : '';
}

/** @throws WriterError where it is too large: counted as it comes, so that no server fills the memory */
async function bodyOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new WriterError(`an answer of more than ${MOST_BYTES} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** @throws WriterError where it is no chat completion */
function contentOf(body: string): string {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new WriterError('the answer is not JSON');
  }
  const content = (value as { choices?: { message?: { content?: unknown } }[] } | null)?.choices?.[0]?.message?.content;
  if (typeof content !== 'string') throw new WriterError('the answer is no chat completion');
  return content;
}
