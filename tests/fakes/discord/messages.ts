import { fault, ok, type Answer } from './http.js';
import { ruleProblems, type Body } from './rules.js';
import { schemaProblems } from './schema.js';
import { APPLICATION, botUser, snowflake } from './world.js';

export interface Message {
  readonly id: string;
  readonly channel_id: string;
  body: Body & { nonce?: string; enforce_nonce?: boolean };
  readonly private: boolean;
}

/** Discord keeps a nonce for a few minutes. */
const NONCE_MS = 3 * 60_000;

/** The messages of all channels, checked as Discord checks them. */
export class Messages {
  readonly all: Message[] = [];
  /** Reasons of every refused payload. */
  readonly refused: string[] = [];
  readonly #nonces = new Map<string, { message: Message; at: number }>();

  /** The answer that refuses a body, or undefined. */
  refuse(schema: string, body: unknown, also: readonly string[] = []): Answer | undefined {
    const found = [...schemaProblems(schema, body), ...ruleProblems((body ?? {})), ...also];
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
    if (known && performance.now() - known.at < NONCE_MS) return ok(wire(known.message));
    const message = this.add(channel, body, false);
    if (body.nonce) this.#nonces.set(`${channel}:${body.nonce}`, { message, at: performance.now() });
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
    const message = { id: snowflake(), channel_id: channel, body, private: isPrivate };
    this.all.push(message);
    return message;
  }
}

/** A message as Discord sends it back. */
export const wire = ({ id, channel_id, body, private: isPrivate }: Message) => ({
  id,
  channel_id,
  application_id: APPLICATION,
  type: 0,
  author: botUser,
  content: '',
  timestamp: new Date(0).toISOString(),
  edited_timestamp: null,
  tts: false,
  mention_everyone: false,
  mentions: [],
  mention_roles: [],
  attachments: [],
  embeds: [],
  pinned: false,
  flags: (body.flags ?? 0) | (isPrivate ? 64 : 0),
  components: body.components ?? [],
  ...(body.nonce ? { nonce: body.nonce } : {}),
});
