import { createHmac } from 'node:crypto';
import { afterAwake, awakeMs } from '../../support/awake.js';
import type { Delivery, Line, Retry } from './delivery.js';

export interface Tampering {
  /** Signs with another secret. */
  readonly forged?: boolean;
  /** Seconds that the request is old; Slack docs "Verifying requests": over 300 is a replay. */
  readonly ageS?: number;
  /** Leaves the headers out. */
  readonly unsigned?: boolean;
}

/** Slack's side of signed HTTP: the request URL of events, commands and presses. */
export class SignedSide implements Line {
  constructor(
    private readonly target: string,
    private readonly secret: string,
    private readonly ackWindowMs: number,
  ) {}

  async send(delivery: Delivery, retry?: Retry): Promise<boolean> {
    const started = awakeMs();
    const status = await this.post(delivery, {}, retry).catch(() => 0);
    delivery.statuses.push(status);
    if (status !== 200) return false;
    delivery.acks.push(awakeMs() - started);
    return true;
  }

  /** One request; resolves with the status that the bot answered. */
  async post(delivery: Delivery, { forged = false, ageS = 0, unsigned = false }: Tampering = {}, retry?: Retry): Promise<number> {
    const { type, body } = encode(delivery);
    const timestamp = String(Math.floor(Date.now() / 1000) - ageS);
    const signature = `v0=${createHmac('sha256', forged ? 'another secret' : this.secret)
      .update(`v0:${timestamp}:${body}`)
      .digest('hex')}`;
    const late = new AbortController();
    afterAwake(this.ackWindowMs, () => late.abort());
    const response = await fetch(this.target, {
      method: 'POST',
      body,
      headers: {
        'content-type': type,
        ...(unsigned ? {} : { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature }),
        ...(retry === undefined ? {} : { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason }),
      },
      signal: late.signal,
    });
    const reply = await response.text();
    if (response.status === 200) delivery.replies.push(reply);
    return response.status;
  }
}

/** Events come as JSON, commands as a form, presses as a form with one field of JSON. */
function encode({ kind, payload }: Delivery): { type: string; body: string } {
  if (kind === 'events_api') return { type: 'application/json', body: JSON.stringify(payload) };
  const form = kind === 'interactive' ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>);
  return { type: 'application/x-www-form-urlencoded', body: new URLSearchParams(form).toString() };
}
