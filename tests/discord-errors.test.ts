import { DiscordAPIError, HTTPError } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { deliveryError, errorLine, safeError } from '../adapters/discord/errors.js';
import { redact } from '../src/redact.js';

const TOKEN = 'aW50ZXJhY3Rpb246MTIz.x_y-z';
const url = `https://discord.com/api/v10/webhooks/900/${TOKEN}/messages/%40original?thread_id=1`;
const api = (status: number, code: number) =>
  new DiscordAPIError({ code, message: 'What Discord said' }, code, status, 'PATCH', url, {
    files: [],
    body: { content: 'private words' },
  });

describe('Discord: errors', () => {
  it.each([
    [`/interactions/12/${TOKEN}/callback`, '/interactions/12/***/callback'],
    [`https://discord.com/api/v10/webhooks/9/${TOKEN}/messages/@original`, 'https://discord.com/api/v10/webhooks/9/***/messages/@original'],
    [`POST /webhooks/9/${TOKEN}?wait=true and "/interactions/1/${TOKEN}"`, 'POST /webhooks/9/***?wait=true and "/interactions/1/***"'],
    ['connect redis://hall:s3cret@10.0.0.1:6379/1', 'connect redis://***@10.0.0.1:6379/1'],
    ['/channels/1/messages/2', '/channels/1/messages/2'],
  ])('O5: tokens are cut: %#', (text, want) => {
    expect(redact(text)).toBe(want);
  });

  it('O5: nothing made from a Discord error holds its token or the words of the message', () => {
    for (const error of [
      api(404, 10015),
      api(400, 50035),
      new HTTPError(502, 'Bad Gateway', 'POST', url, { files: [], body: { content: 'private words' } }),
      new Error(`failed at ${url}`),
    ]) {
      const made = [
        errorLine(error),
        safeError(error).stack,
        deliveryError(error).stack,
        (deliveryError(error).cause as Error).stack,
        JSON.stringify(deliveryError(error)),
        JSON.stringify(deliveryError(error).cause),
      ].join('\n');
      expect(made).not.toContain(TOKEN);
      expect(made).not.toContain('private words');
    }
    expect(errorLine(api(404, 10015))).toBe('PATCH /api/v10/webhooks/900/***/messages/%40original: 404 code 10015 What Discord said');
  });

  it.each([
    [404, 10003, 'gone'],
    [404, 10008, 'gone'],
    [404, 10015, 'gone'],
    [401, 50027, 'gone'],
    [403, 50001, 'forbidden'],
    [403, 50013, 'forbidden'],
    [400, 50035, 'refused'],
  ] as const)('status %i, code %i is %s', (status, code, kind) => {
    expect(deliveryError(api(status, code), ['Send Messages'])).toMatchObject({
      kind,
      missing: kind === 'forbidden' ? ['Send Messages'] : [],
    });
  });
  it.each([
    [401, 0, 'forbidden', ['a valid bot token']],
    [403, 50007, 'forbidden', ['private messages from members of the server']],
    [400, 30003, 'forbidden', ['room for one more pinned message']],
    [400, 160006, 'forbidden', ['room for one more open thread']],
    [403, 160005, 'gone', []],
    [404, 10013, 'gone', []],
  ] as const)('S4: status %i, code %i says by itself that it is %s, and what is missing', (status, code, kind, missing) => {
    expect(deliveryError(api(status, code), ['Send Messages'])).toMatchObject({ kind, missing });
  });
  it('a lost connection is tried again', () => {
    expect(deliveryError(new Error('other side closed'))).toMatchObject({ kind: 'retry', retryAfterMs: 1_000 });
  });
});
