import { fault, ok, type Answer } from './http.js';
import { ruleProblems, type Body } from './rules.js';
import { schemaProblems } from './schema.js';
import { APPLICATION, botUser, snowflake } from './world.js';

export interface Message {
  readonly id: string;
  readonly channel_id: string;
  body: Body & { nonce?: string; enforce_nonce?: boolean };
  readonly private: boolean;
  /** Epoch ms, by the clock of the fake. */
  readonly at: number;
  pinned: boolean;
}

/** As much of a message as an event of it needs. */
export type Shown = Pick<Message, 'id' | 'channel_id' | 'body' | 'private'> & Partial<Message>;

/** Discord keeps a nonce for a few minutes. */
const NONCE_MS = 3 * 60_000;

/** The messages of all channels, checked as Discord checks them. */
export class Messages {
  readonly all: Message[] = [];
  /** Reasons of every refused payload. */
  readonly refused: string[] = [];
  /** What others wrote, of which the bot may see no more than that it is there: oldest first. */
  readonly others: { readonly id: string; readonly channel_id: string; readonly at: number; readonly body: Message['body'] }[] = [];
  /** How far the clock of the fake is ahead, in ms. */
  aheadMs = 0;
  readonly #nonces = new Map<string, { message: Message; at: number }>();

  now = (): number => Date.now() + this.aheadMs;

  /** The answer that refuses a body, or undefined. */
  refuse(schema: string, body: unknown, also: readonly string[] = [], message = true): Answer | undefined {
    const found = [...schemaProblems(schema, body), ...(message ? ruleProblems(body ?? {}) : []), ...also];
    if (found.length === 0) return undefined;
    this.refused.push(...found);
    return {
      status: 400,
      body: { code: 50035, message: 'Invalid Form Body', errors: { _errors: found.map((message) => ({ code: 'REFUSED', message })) } },
    };
  }

  create(channel: string, body: Message['body']): Answer {
    const no = this.refuse('MessageCreateRequest', body, ((body?.flags ?? 0) & 64) === 0 ? [] : ['a channel message cannot be ephemeral']);
    if (no) return no;
    const known = body.enforce_nonce && body.nonce ? this.#nonces.get(`${channel}:${body.nonce}`) : undefined;
    if (known && this.now() - known.at < NONCE_MS) return ok(wire(known.message));
    const message = this.add(channel, body, false);
    if (body.nonce) this.#nonces.set(`${channel}:${body.nonce}`, { message, at: message.at });
    return ok(wire(message));
  }

  edit(channel: string, id: string, body: Message['body'], schema = 'MessageEditRequestPartial'): Answer {
    const message = this.all.find((one) => one.id === id && one.channel_id === channel);
    if (!message) return fault(404, 10008, 'Unknown Message');
    const no = this.refuse(schema, body);
    if (no) return no;
    message.body = { ...message.body, ...body };
    return ok(wire(message));
  }

  add(channel: string, body: Message['body'], isPrivate: boolean): Message {
    const at = this.now();
    const message = { id: snowflake(at), channel_id: channel, body, private: isPrivate, at, pinned: false };
    this.all.push(message);
    return message;
  }

  /** Somebody else writes; another bot may do so with components. */
  chat(channel: string, body: Message['body'] = {}): void {
    const at = this.now();
    this.others.push({ id: snowflake(at), channel_id: channel, at, body });
  }

  find = (channel: string, id: string): Message | undefined =>
    this.all.find((one) => one.id === id && one.channel_id === channel && !one.private);

  /** Newest first; those right after `after`, else the newest (developer docs, "Get Channel Messages"). */
  history(channel: string, query: URLSearchParams): Answer {
    const limit = Number(query.get('limit') ?? 50);
    const after = BigInt(query.get('after') ?? 0);
    if (!(limit >= 1 && limit <= 100)) return fault(400, 50035, 'Invalid Form Body');
    const here = [...this.all.filter((one) => !one.private), ...this.others]
      .filter((one) => one.channel_id === channel && BigInt(one.id) > after)
      .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
    const shown = query.has('after') ? here.slice(0, limit) : here.slice(-limit);
    const known = new Map(this.all.map((one) => [one.id, one]));
    return ok(shown.toReversed().map((one) => (known.has(one.id) ? wire(known.get(one.id)!) : { ...wire({ ...one, private: false }), author: READER })));
  }
}

const READER = { id: '800000000000000001', username: 'reader', global_name: 'Reader One', discriminator: '0', avatar: null };

/** A message as Discord sends it back. */
export const wire = ({ id, channel_id, body, private: isPrivate, at = 0, pinned = false }: Shown) => ({
  id,
  channel_id,
  application_id: APPLICATION,
  type: 0,
  author: botUser,
  content: '',
  timestamp: new Date(at).toISOString(),
  edited_timestamp: null,
  tts: false,
  mention_everyone: false,
  mentions: [],
  mention_roles: [],
  attachments: [],
  embeds: [],
  pinned,
  flags: (body.flags ?? 0) | (isPrivate ? 64 : 0),
  components: body.components ?? [],
  ...(body.nonce ? { nonce: body.nonce } : {}),
});
