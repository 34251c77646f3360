import { createSlackAdapter, type SlackOptions } from '../../../adapters/slack/index.js';
import { createPace } from '../../../src/io/pace.js';
import type { Adapter, Core } from '../../../src/ports.js';
import { listLog, type Logged } from '../../support/log.js';
import { freePort } from '../../support/port.js';
import type { OAuthOptions } from '../../../adapters/slack/tenancy.js';
import { FakeSlack } from './index.js';
import { CLIENT } from './tenants.js';

export type Mode = 'socket' | 'http';

export interface Started {
  readonly fake: FakeSlack;
  readonly adapter: Adapter;
  readonly logged: Logged[];
  /** Where the bot listens, such as `http://127.0.0.1:3000`. */
  readonly origin: string;
  /** Request URL of signed HTTP. */
  readonly target: string;
  /** The bot ends and starts anew; Slack stays. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** The real adapter on the real App against the fake, by Socket Mode or by signed HTTP. */
export async function startSlack(core: Core, mode: Mode, more: Omit<Partial<SlackOptions>, 'oauth'> & { oauth?: Pick<OAuthOptions, 'keys' | 'store'>; ackWindowMs?: number; prepare?: (fake: FakeSlack) => void } = {}): Promise<Started> {
  const port = await freePort();
  const { ackWindowMs, prepare, oauth, ...options } = more;
  const target = `http://127.0.0.1:${port}/slack/events`;
  const fake = await FakeSlack.start({
    ...(mode === 'http' ? { target } : {}),
    ...(ackWindowMs === undefined ? {} : { ackWindowMs }),
  });
  prepare?.(fake);
  const logged: Logged[] = [];
  const pace = createPace({ minTimeMs: 1, channelMinTimeMs: 1, attempts: 2 });
  const create = () =>
    createSlackAdapter({
      ...(oauth ? { oauth: { clientId: CLIENT.id, clientSecret: CLIENT.secret, stateSecret: 'a state secret of tests', ...oauth } } : { botToken: fake.botToken }),
      ...(mode === 'socket' ? { appToken: fake.appToken } : { signingSecret: fake.signingSecret }),
      port,
      host: '127.0.0.1',
      api: fake.api,
      commands: [],
      log: listLog(logged),
      pace,
      reconnectMs: 300,
      ...options,
    });
  let adapter = create();
  await adapter.start(core);
  return {
    fake,
    target,
    get adapter() {
      return adapter;
    },
    logged,
    origin: `http://127.0.0.1:${port}`,
    async restart() {
      await adapter.stop();
      adapter = create();
      await adapter.start(core);
    },
    async stop() {
      await adapter.stop();
      await pace.stop();
      await fake.stop();
    },
  };
}
