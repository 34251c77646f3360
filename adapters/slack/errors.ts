import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { DeliveryError } from '../../src/errors.js';
import type { Redact } from './secrets.js';

/** Pause after a failure that says nothing of when to come back, in milliseconds. */
const BREATH = 1000;

/** A response address that did not take the answer: HTTP status (0 when it was not reached) and Slack's word for it. */
export class RespondError extends Error {
  override readonly name = 'RespondError';
  constructor(
    readonly status: number,
    readonly reason: string,
    readonly retryAfterMs: number,
  ) {
    super(`response_url answered ${status} ${reason}`);
  }
}

const TRY_AGAIN = new Set(['ratelimited', 'rate_limited', 'internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']);
const GONE = new Set([
  'channel_not_found',
  'is_archived',
  'message_not_found',
  'thread_not_found',
  'user_not_found',
  'user_disabled',
  'edit_window_closed',
  'expired_url',
  'used_url',
]);
const TOKEN = 'a valid bot token';
const PERMISSION = 'permission to post in the channel';
const MESSAGES_TAB = 'the Messages tab in the App Home of the app';
/** Slack's word → the right that is missing, in plain English. Slack docs, errors of chat.postMessage, chat.update and pins.add. */
const FORBIDDEN: Readonly<Record<string, string>> = {
  not_in_channel: 'membership of the channel',
  user_not_in_channel: 'membership of the member in the channel',
  restricted_action: PERMISSION,
  restricted_action_read_only_channel: PERMISSION,
  restricted_action_thread_only_channel: PERMISSION,
  restricted_action_non_threadable_channel: PERMISSION,
  no_permission: PERMISSION,
  permission_denied: 'permission to pin in the channel',
  not_pinnable: 'permission to pin in the channel',
  messages_tab_disabled: MESSAGES_TAB,
  access_denied: PERMISSION,
  cant_update_message: 'authorship of the message',
  invalid_auth: TOKEN,
  not_authed: TOKEN,
  token_revoked: TOKEN,
  token_expired: TOKEN,
  account_inactive: TOKEN,
  not_allowed_token_type: TOKEN,
};

/** Slack's own word for what went wrong, where it gave one. */
export const slackWord = (error: unknown): string | undefined =>
  error instanceof WebAPIPlatformError ? error.data.error : error instanceof RespondError ? error.reason : undefined;

/** Whether the call may have been carried out all the same: the answer got lost, not the request refused. */
export const mayHaveLanded = (error: unknown): boolean =>
  error instanceof WebAPIRequestError ||
  error instanceof WebAPIHTTPError ||
  ['internal_error', 'fatal_error', 'request_timeout'].includes(slackWord(error) ?? '');

/** Any failure of a call, as the core knows it. The message holds Slack's word and never a secret. */
export function delivery(error: unknown, redact: Redact): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (error instanceof WebAPIRateLimitedError) return new DeliveryError('retry', 'ratelimited', { retryAfterMs: error.retryAfter * 1000 });
  const word = slackWord(error);
  const text = redact(word ?? (error instanceof Error ? `${error.name}: ${error.message}` : 'unknown failure'));
  const status = error instanceof WebAPIHTTPError ? error.statusCode : error instanceof RespondError ? error.status : 0;
  if (word !== undefined && GONE.has(word)) return new DeliveryError('gone', text);
  if (word === 'missing_scope' && error instanceof WebAPIPlatformError) {
    return new DeliveryError('forbidden', text, { missing: [`scope ${needed(error.data)}`] });
  }
  const right = word === undefined ? undefined : FORBIDDEN[word];
  if (right !== undefined) return new DeliveryError('forbidden', text, { missing: [right], scope: right === TOKEN ? 'all' : 'channel' });
  const pause = error instanceof RespondError ? Math.max(error.retryAfterMs, BREATH) : BREATH;
  if (status === 429 || status >= 500 || (word !== undefined && TRY_AGAIN.has(word)))
    return new DeliveryError('retry', text, { retryAfterMs: pause });
  const unreached = error instanceof WebAPIRequestError || (error instanceof RespondError && error.status === 0);
  if (unreached) return new DeliveryError('retry', text, { retryAfterMs: BREATH });
  return new DeliveryError('refused', text);
}

const needed = (data: object): string => ('needed' in data ? String(data.needed) : 'unknown');
