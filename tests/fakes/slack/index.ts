import { once } from 'node:events';
import { Courier, type Delivery, type Line } from './delivery.js';
import { Faults } from './faults.js';
import { Files } from './files.js';
import { Hooks, type HookKind } from './hooks.js';
import type { Meddle } from '../meddle.js';
import { mention, press, slash, type Mention } from './payloads.js';
import { messageAction, submission, type Reported } from './payloads.views.js';
import { actionsOf } from './read.js';
import { startServer, type Call, type ServerParts } from './server.js';
import { SignedSide, type Tampering } from './signed.js';
import type { Fields } from './shape.js';
import { SocketSide } from './socket.js';
import { Views, type OpenView } from './views.js';
import { Tenants } from './tenants.js';
import { World, type Stored } from './world.js';

export interface FakeSlackOptions {
  /** Address of the bot's HTTP receiver; without it events go through Socket Mode. */
  readonly target?: string;
  /** How long an acknowledgement may take, in milliseconds awake. Slack: 3,000. */
  readonly ackWindowMs?: number;
}

const SCOPES = [
  'app_mentions:read',
  'chat:write',
  'commands',
  'users:read',
  'channels:read',
  'groups:read',
  'pins:write',
  'files:write',
  'channels:history',
  'groups:history',
];

/** Slack on the loopback: it answers like Slack, refuses what Slack refuses, and writes every call down. */
export class FakeSlack {
  readonly botToken = 'xoxb-1111-2222-fakeBotToken';
  readonly appToken = 'xapp-1-A1-3333-fakeAppToken';
  readonly signingSecret = 'fake-signing-secret';
  readonly world = new World();
  readonly faults = new Faults();
  readonly files = new Files();
  readonly hooks = new Hooks();
  readonly views = new Views();
  readonly calls: Call[] = [];
  /** Payloads refused by the rules, with the reason. */
  readonly refused: string[] = [];
  /** What a well-behaved bot never does: late, missing or second acknowledgements, unknown methods. */
  readonly complaints: string[] = [];
  meddle: Meddle | undefined;
  readonly scopes = new Set(SCOPES);
  readonly tokens = new Map<string, 'bot' | 'app' | 'dead'>([
    [this.botToken, 'bot'],
    [this.appToken, 'app'],
  ]);
  readonly tenants = new Tenants(this.world, this.tokens, this.scopes);
  #parts!: Awaited<ReturnType<typeof startServer>>;
  #socket!: SocketSide;
  #signed!: SignedSide;
  #courier!: Courier;

  private constructor() {}

  static async start(options: FakeSlackOptions = {}): Promise<FakeSlack> {
    const fake = new FakeSlack();
    const window = options.ackWindowMs ?? 3000;
    const parts: ServerParts = { ...fake, meddle: (what, when) => fake.meddle?.(what, when), socketUrl: () => fake.#socket.url(fake.#parts.origin), origin: () => `http://${fake.#parts.origin}` };
    fake.#parts = await startServer(parts);
    fake.#socket = new SocketSide(fake.#parts.server, fake.complaints, window);
    fake.#signed = new SignedSide(options.target ?? '', fake.signingSecret, window);
    fake.#courier = new Courier((): Line => (options.target === undefined ? fake.#socket : fake.#signed), fake.complaints);
    return fake;
  }

  /** Base of the Web API. */
  get api(): string {
    return `http://${this.#parts.origin}/api/`;
  }

  get socket(): SocketSide {
    return this.#socket;
  }

  callsOf(method: string): Call[] {
    return this.calls.filter((call) => call.method === method);
  }

  mention(what: Mention): Delivery {
    return this.#courier.deliver(mention(what, this.world.ts()));
  }

  slash(text: string, { user = 'U1', channel = 'C1' } = {}): Delivery {
    return this.#pull(slash(text, user, channel, this.#hook('commands', user, channel)), user);
  }

  /** Presses the button, or picks the option, that carries `line`. */
  press(message: Stored, line: string, user = message.onlyFor ?? 'U1'): Delivery {
    const found = actionsOf(message).find((one) => one.line === line || one.label === line);
    if (found === undefined)
      throw new Error(
        `no button «${line}» among ${actionsOf(message)
          .map((one) => one.line)
          .join(', ')}`,
      );
    return this.#pull(press(message, found.action, user, this.#hook('actions', user, message.channel, message)), user);
  }

  /** Submits a modal; `more` goes over the fields of the view, for what a client should not do. */
  submit(open: OpenView, values: Readonly<Record<string, string>>, { user = open.user, ...more }: Fields & { user?: string } = {}): Delivery {
    return this.#pull(submission(open, values, user, more), user);
  }

  /** Picks an entry of a message's menu. */
  shortcut(callback: string, message: Reported, { user = 'U1', channel = 'C1' } = {}): Delivery {
    return this.#pull(messageAction(callback, message, user, channel, this.#hook('app', user, channel)), user);
  }

  /** Anything else that Slack might send. */
  deliver(kind: Delivery['kind'], payload: Delivery['payload'], id = 'raw'): Delivery {
    return this.#courier.deliver({ id, kind, payload, acks: [], replies: [], statuses: [] });
  }

  /** The same event again, with its retry number. */
  again(delivery: Delivery, num: number): void {
    this.#courier.again(delivery, num);
  }

  /** One request to the HTTP receiver, tampered with; gives its status. */
  http(delivery: Delivery, tampering: Tampering): Promise<number> {
    return this.#signed.post(delivery, tampering);
  }

  /** Resolves when all that was sent is acknowledged, or late for good. */
  settle(): Promise<void> {
    return this.#courier.settle();
  }

  /** What a member does brings a trigger, under the id of the event. */
  #pull(delivery: Delivery, user: string): Delivery {
    this.views.issue(delivery.id, user);
    return this.#courier.deliver(delivery);
  }

  #hook(kind: HookKind, user: string, channel: string, message?: Stored): string {
    return `http://${this.#parts.origin}${this.hooks.open(kind, user, channel, message)}`;
  }

  async stop(): Promise<void> {
    this.#socket.stop();
    await this.#courier.stop();
    this.#parts.server.closeAllConnections();
    this.#parts.server.close();
    await once(this.#parts.server, 'close');
  }
}
