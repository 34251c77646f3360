import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes } from 'discord.js';
import { DeliveryError } from '../../src/errors.js';
import { redact } from '../../src/redact.js';

/** Wait after a server error or a lost connection, in ms. Our own choice; Discord names no time for these. */
const RETRY_MS = 1_000;

/**
 * What Discord says is wrong, and of each field its path and code alone: the sentence behind them may quote the value, such as
 * `Could not interpret "…" as string.`
 */
function complaint(message: string): string {
  const [first = '', ...fields] = message.split('\n');
  return [first.replace(/".*"/, '"***"'), ...fields.flatMap((line) => /^[\w.[\]]+\[[A-Z_]+\](?=:)/.exec(line)?.[0] ?? [])].join(' ');
}

/** One line about an error, fit for a log: no token, no text of a message. */
export function errorLine(error: unknown): string {
  if (error instanceof DiscordAPIError || error instanceof HTTPError)
    return redact(
      `${error.method} ${new URL(error.url).pathname}: ${error.status} ${'code' in error ? `code ${error.code} ` : ''}${complaint(error.message)}`,
    );
  return redact(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
}

/** An error for the core and its logs. discord.js's own carries token and text in its fields, so it is not passed on as the cause. */
export function safeError(error: unknown): Error {
  const safe = new Error(errorLine(error));
  // it begins with the message as it came, in which a line may look like one of the program
  if (error instanceof Error && error.stack) {
    const from = error.stack.indexOf(error.message);
    const frames = error.stack.slice(from < 0 ? 0 : from + error.message.length).split('\n').filter((line) => /^ {4}at /.test(line));
    safe.stack = [`${error.name}: ${safe.message}`, ...frames.map(redact)].join('\n');
  }
  return safe;
}

export const codeOf = (error: unknown): number | undefined =>
  error instanceof DiscordAPIError && typeof error.code === 'number' ? error.code : undefined;

/**
 * Why a post or an edit did not land. Codes: developer docs, "Opcodes and Status Codes", JSON error codes.
 * For `forbidden` the caller looks up what is missing and passes it.
 */
export function deliveryError(error: unknown, missing: readonly string[] = []): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const message = errorLine(error);
  const cause = safeError(error);
  if (error instanceof RateLimitError) {
    const { retryAfter, timeToReset, global } = error;
    return new DeliveryError('retry', `rate limited on ${error.route}`, { retryAfterMs: Math.max(retryAfter, timeToReset), scope: global ? 'all' : 'channel' });
  }
  const [kind, words] = REFUSALS[codeOf(error) ?? 0] ?? [];
  if (kind !== undefined) return new DeliveryError(kind, message, { cause, ...(words === undefined ? {} : { missing: [words] }) });
  if (isTokenless(error)) return new DeliveryError('forbidden', message, { cause, missing: ['a valid bot token'], scope: 'all' });
  if (isForbidden(error)) return new DeliveryError('forbidden', message, { cause, missing });
  if (error instanceof DiscordAPIError) return new DeliveryError('refused', message, { cause });
  // a status of 5xx after discord.js's own tries, or no answer at all
  return new DeliveryError('retry', message, { cause, retryAfterMs: RETRY_MS });
}

/** Whether the caller has to look up which right is missing. */
export const isForbidden = (error: unknown): boolean =>
  error instanceof DiscordAPIError && (error.status === 403 || FORBIDDEN.has(Number(error.code))) && !(Number(error.code) in REFUSALS);

/** A revoked token is answered with 401; after that discord.js forgets it and sends nothing any more. */
const isTokenless = (error: unknown): boolean =>
  (error instanceof DiscordAPIError && error.status === 401) || (error instanceof Error && error.message.startsWith('Expected token to be set'));

const FORBIDDEN = new Set<number>([RESTJSONErrorCodes.MissingAccess, RESTJSONErrorCodes.MissingPermissions]);

/** What each code is to the core, with what is missing. */
const REFUSALS: Readonly<Record<number, readonly [kind: 'gone' | 'forbidden', missing?: string]>> = {
  [RESTJSONErrorCodes.UnknownChannel]: ['gone'],
  [RESTJSONErrorCodes.UnknownMessage]: ['gone'],
  [RESTJSONErrorCodes.UnknownUser]: ['gone'],
  // an interaction that is older than 15 minutes takes no answer any more
  [RESTJSONErrorCodes.UnknownWebhook]: ['gone'],
  [RESTJSONErrorCodes.InvalidWebhookToken]: ['gone'],
  // whoever locked a thread wants nothing more in it
  [RESTJSONErrorCodes.ThreadLocked]: ['gone'],
  [RESTJSONErrorCodes.CannotSendMessagesToThisUser]: ['forbidden', 'private messages from members of the server'],
  [RESTJSONErrorCodes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds]: ['forbidden', 'a server in common with the member'],
  [RESTJSONErrorCodes.MaximumNumberOfPinsReachedForTheChannel]: ['forbidden', 'room for one more pinned message'],
  [RESTJSONErrorCodes.MaximumActiveThreads]: ['forbidden', 'room for one more open thread'],
};
