import type { SlackMessage } from './render.js';
import { RespondError } from './errors.js';
import { plainFetch } from './fetch.js';

interface HookOptions {
  readonly response_type: 'in_channel' | 'ephemeral';
  readonly replace_original: boolean;
  readonly thread_ts?: string | undefined;
}

/** Longer than this nobody waits for an answer, in milliseconds. */
const TIMEOUT = 10_000;

/**
 * Answers at the response address of a command or a press. The address is a secret: no error names it.
 * Slack docs "Handling user interaction": 5 answers in 30 minutes; failures come as a status or as `ok: false`.
 * @throws RespondError
 */
export async function sendToHook(url: string, message: SlackMessage, options: HookOptions): Promise<void> {
  const body = JSON.stringify({ text: message.text, blocks: message.blocks, ...options });
  const response = await plainFetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body,
    signal: AbortSignal.timeout(TIMEOUT),
  }).catch((error: unknown) => {
    throw new RespondError(0, error instanceof Error ? error.name : 'unreached', 0);
  });
  const answer = await response.text().catch(() => '');
  const reason = word(answer);
  if (response.ok && reason === undefined) return;
  throw new RespondError(response.status, reason ?? '', Number(response.headers.get('retry-after') ?? 0) * 1000);
}

/** Slack's word for a failure in a body of `ok`, `{"ok":true}`, `{"ok":false,"error":"used_url"}` or a bare word. */
function word(body: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== 'object' || parsed === null || !('ok' in parsed) || parsed.ok === true) return undefined;
    return 'error' in parsed ? String(parsed.error) : 'unknown_error';
  } catch {
    return body === 'ok' || body === '' ? undefined : /^\w{1,60}$/.exec(body)?.[0];
  }
}
