import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { redact } from '../../src/redact.js';

const C = 'CanarySecret0123456789';
/** One secret of each shape, as it stands in what is logged; `C` is what must never be seen. */
const SECRETS: readonly [string, string][] = [
  ['an interaction callback', `https://discord.com/api/v10/interactions/123456789012345678/${C}_-aW.x/callback`],
  ['a webhook', `https://discord.com/api/webhooks/123456789012345678/${C}-x/messages/@original`],
  ['a bot token of Slack', `xoxb-12345-67890-${C}`],
  ['a user token', `xoxp-1-2-3-${C}`],
  ['a rotating token', `xoxe.xoxb-1-${C}`],
  ['a refresh token', `xoxe-1-${C}`],
  ['an app token', `xapp-1-A1-22-${C}`],
  ['a response address', `https://hooks.slack.com/commands/T012AB3C4/123456/${C}`],
  ['a response address of an action', `https://hooks.slack.com/actions/T012AB3C4/123456/${C}`],
  ['an incoming webhook', `https://hooks.slack.com/services/T012AB3C4/B0123/${C}`],
  ['a socket', `wss://wss-primary.slack.com/link/?ticket=${C}&app_id=A1`],
  ['a Discord token', `MTIzNDU2Nzg5MDEyMzQ1Njc4OTA.GaBcDe.${C}_abcdefghijklmnop`],
  ['a key of a language model', `sk-proj-${C}`],
  ['an authorization', `authorization: Bearer ${C}`],
];

describe('O5: secrets of a known shape', () => {
  it.each(SECRETS)('%s is cut out of a text', (_, secret) => {
    for (const text of [secret, `before ${secret} after`, `{"url":"${secret}"}`, `${secret}\n${secret}`]) expect(redact(text)).not.toContain(C);
    expect(redact(`before ${secret} after`)).toMatch(/^before .*\*\*\*.* after$/);
  });

  it.each(['lesson 13', 'POST https://discord.com/api/v10/channels/123/messages', 'a.b.c', 'the bearer of news is late', 'xox', 'No. 7', '第 23 讲'])('%s stays as it is', (text) => {
    expect(redact(text)).toBe(text);
  });

  it('a megabyte of hostile text is redacted, whole', () => {
    for (const piece of ['/interactions/1/', 'xoxb-', 'M'.repeat(40), 'Bearer ', '?ticket=']) expect(redact(piece.repeat(20_000)).length).toBeGreaterThan(0);
  });
});

/** What a process writes that logs each secret in every way that a program might. */
function logged(level: string): string {
  const built = new URL('../../dist/src/io/log.js', import.meta.url).href;
  const script = `
    const { createLog } = await import(${JSON.stringify(built)});
    const log = createLog(${JSON.stringify(level)});
    for (const secret of JSON.parse(process.argv[1])) {
      log.info('text ' + secret);
      log.warn('field', { secret, list: [secret], deep: { a: { b: secret } } });
      const error = Object.assign(new Error('message ' + secret, { cause: new Error('cause ' + secret) }), { url: secret, requestBody: { json: secret } });
      log.error('error', { error });
      log.error('several', { error: new AggregateError([error], secret) });
      log.error('thrown text', { error: secret });
    }
    const round = { name: 'round' };
    round.self = round;
    log.info('itself', { round, nothing: undefined, when: new Date(0), big: 10n });
  `;
  const { stderr, stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', script, JSON.stringify(SECRETS.map(([, secret]) => secret))], { encoding: 'utf8' });
  expect([stdout, status]).toEqual(['', 0]);
  return stderr;
}

describe('O5: the log', () => {
  it('never shows a secret: in a message, a field, an error, its cause, or what it carries', () => {
    const lines = logged('info').trim().split('\n');
    expect(lines).toHaveLength(SECRETS.length * 5 + 1);
    expect(lines.filter((line) => line.includes(C))).toEqual([]);
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg).slice(1, 5)).toEqual(['field', 'error', 'several', 'thrown text']);
    expect(JSON.parse(lines[2] ?? '')).toMatchObject({ error: { name: 'Error', cause: { name: 'Error' } } });
  });

  it('writes nothing at all when it is silent, and only errors at that level', () => {
    expect(logged('silent')).toBe('');
    expect(logged('error').trim().split('\n')).toHaveLength(SECRETS.length * 3);
  });
});
