import { randomBytes } from 'node:crypto';
import { Refusal, showable, type Methods } from './methods.js';
import { blockFaults, messageFaults } from './rules.js';
import { isFields, shape } from './shape.js';
import { TEAM, type Stored } from './world.js';

/** As the path of an address says: a slash command, a press, a message shortcut. */
export type HookKind = 'commands' | 'actions' | 'app';

interface Hook {
  readonly user: string;
  readonly channel: string;
  /** The message that was pressed. */
  readonly message?: Stored | undefined;
  readonly until: number;
  uses: number;
}

/** Response addresses. Slack docs "Handling user interaction": 5 answers in 30 minutes. */
export class Hooks {
  readonly #hooks = new Map<string, Hook>();
  /** How long new addresses live, in milliseconds. */
  ttlMs = 30 * 60_000;

  /** A path such as `/actions/T1/1/s3cret`. */
  open(kind: HookKind, user: string, channel: string, message?: Stored): string {
    const path = `/${kind}/${TEAM}/${this.#hooks.size + 1}/${randomBytes(12).toString('hex')}`;
    this.#hooks.set(path, { user, channel, message, until: Date.now() + this.ttlMs, uses: 0 });
    return path;
  }

  /** Carries an answer out. @throws Refusal with Slack's word. */
  answer(path: string, body: unknown, parts: Methods): void {
    const hook = this.#hooks.get(path);
    if (hook === undefined) throw new Refusal('no_such_hook');
    if (Date.now() > hook.until) throw new Refusal('expired_url');
    if (hook.uses >= 5) throw new Refusal('used_url');
    hook.uses += 1;
    const found: string[] = [];
    if (
      !isFields(body) ||
      !shape(body, 'response', ['text', 'blocks'], ['response_type', 'replace_original', 'delete_original', 'thread_ts'], found) ||
      found.length > 0
    ) {
      parts.refused.push('a response of another shape', ...found);
      throw new Refusal('invalid_payload');
    }
    found.push(...blockFaults(body['blocks']), ...messageFaults(body));
    if (found.length > 0) {
      parts.refused.push(...found);
      throw new Refusal('invalid_blocks');
    }
    showable(parts, body['blocks']);
    const content = { text: String(body['text']), blocks: body['blocks'] as unknown[] };
    if (body['replace_original'] === true && hook.message !== undefined) {
      Object.assign(hook.message, content, { edits: hook.message.edits + 1 });
      return;
    }
    const thread = typeof body['thread_ts'] === 'string' ? body['thread_ts'] : undefined;
    const onlyFor = body['response_type'] === 'in_channel' ? undefined : hook.user;
    parts.world.add({ ...content, channel: hook.channel, onlyFor, thread_ts: thread, extra: {} });
  }
}
