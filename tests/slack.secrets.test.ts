import { WebAPIHTTPError, WebAPIRequestError } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { delivery, RespondError } from '../adapters/slack/errors.js';
import { boltLogger } from '../adapters/slack/logger.js';
import { createRedact } from '../adapters/slack/secrets.js';
import { listLog, type Logged } from './support/log.js';

const redact = createRedact(['0f1e2d-signing', undefined, '']);

describe('nothing logged or thrown carries a secret', () => {
  it.each([
    ['token xoxb-123-456-AbC.d and on', 'token *** and on'],
    ['xapp-1-A1-22-ff', '***'],
    ['xoxe.xoxp-1-Mi0y', '***'],
    ['POST https://hooks.slack.com/commands/T012AB/345/zYx9 failed', 'POST https://hooks.slack.com/commands/T012AB/*** failed'],
    ['http://127.0.0.1:9/actions/T1/2/s3cret?x', 'http://127.0.0.1:9/actions/T1/***?x'],
    ['wss://wss-primary.slack.com/link/?ticket=aa-bb&app_id=cc', 'wss://wss-primary.slack.com/link/?ticket=***&app_id=cc'],
    ['secret 0f1e2d-signing', 'secret ***'],
    ['lesson 13 and nothing else', 'lesson 13 and nothing else'],
  ])('%s', (text, clean) => {
    expect(redact(text)).toBe(clean);
  });

  it.each([
    new WebAPIRequestError(new Error('fetch of https://hooks.slack.com/actions/T1/2/zYx9 failed')),
    new WebAPIHTTPError(503, 'Busy', { authorization: 'Bearer xoxb-1-2' }, 'xoxb-1-2'),
    new RespondError(500, 'xoxb-1-2', 0),
    new TypeError('Invalid header xoxb-1-2'),
  ])('%s as a delivery error', (error) => {
    const known = delivery(error, redact);
    expect(`${known.stack} ${String(known.cause)}`).not.toMatch(/xoxb-1|zYx9/);
  });

  it('Bolt logs without payloads: no debug, of errors only the name and message, cut short', () => {
    const logged: Logged[] = [];
    const logger = boltLogger(listLog(logged), redact);
    logger.debug('text of a message');
    logger.warn('refused', { text: 'text of a message' }, new Error('why xoxb-1-2'));
    logger.error('x'.repeat(1000));
    expect(logged.map(({ level, message }) => [level, message])).toEqual([
      ['warn', 'refused Error: why ***'],
      ['error', 'x'.repeat(300)],
    ]);
  });
});
