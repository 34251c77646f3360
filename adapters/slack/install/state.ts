import { InvalidStateError, type InstallURLOptions, type StateStore } from '@slack/oauth';
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Store } from '../../../src/store.js';

/** From the press on the button to the return from Slack, in milliseconds. */
const LIFE = 10 * 60_000;

/**
 * The state of an installation under way: signed, good for ten minutes and for one return, in whichever process that arrives.
 * Nothing is stored before it comes back.
 */
export function createStates(store: Pick<Store, 'putIfAbsent'>, secret: string, options: InstallURLOptions): StateStore {
  const sign = (body: string): Buffer => createHmac('sha256', `${secret}:install`).update(body).digest();
  const wrong = (): never => {
    throw new InvalidStateError('the state was not made here, is too old, or came back before');
  };
  return {
    async generateStateParam(_options, now) {
      const body = `${randomBytes(18).toString('base64url')}.${now.getTime() + LIFE}`;
      return `${body}.${sign(body).toString('base64url')}`;
    },
    async verifyStateParam(now, state) {
      const [, body = '', until = '', mark = ''] = /^([\w-]{24}\.(\d{1,15}))\.([\w-]{43})$/.exec(state) ?? [];
      const given = Buffer.from(mark, 'base64url');
      const wanted = sign(body);
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted) || now.getTime() > Number(until)) wrong();
      if (!(await store.putIfAbsent(`slack-state:${body}`, true, { ttlMs: LIFE }))) wrong();
      return options;
    },
  };
}
