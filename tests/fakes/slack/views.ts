import { randomBytes } from 'node:crypto';
import { awakeMs } from '../../support/awake.js';
import { Refusal } from './methods.js';
import { viewFaults } from './rules.views.js';
import { isFields, type Fields } from './shape.js';
import { APP, BOT, TEAM } from './world.js';

/** A modal on a member's screen. */
export interface OpenView {
  readonly id: string;
  readonly user: string;
  /** As the bot sent it. */
  readonly view: Fields;
  /** As a submission reports it, but for what was typed. */
  readonly output: Fields;
}

interface Trigger {
  readonly user: string;
  readonly until: number;
  used: boolean;
}

/** Triggers and the views that they open. Slack docs "Modals": a trigger lives for 3 s and opens one view. */
export class Views {
  readonly #triggers = new Map<string, Trigger>();
  readonly opened: OpenView[] = [];
  /** How long new triggers live, in milliseconds. */
  ttlMs = 3000;

  issue(trigger: string, user: string): void {
    this.#triggers.set(trigger, { user, until: awakeMs() + this.ttlMs, used: false });
  }

  /** @throws Refusal with Slack's word. */
  open({ trigger_id: id, view }: Readonly<Record<string, unknown>>, refused: string[]): { view: Fields } {
    const faults = viewFaults(view);
    if (faults.length > 0 || !isFields(view)) {
      refused.push(...faults);
      throw new Refusal('invalid_arguments', { response_metadata: { messages: faults.map((fault) => `[ERROR] ${fault}`) } });
    }
    const trigger = this.#triggers.get(String(id));
    if (trigger === undefined) throw new Refusal('invalid_trigger_id');
    if (trigger.used) throw new Refusal('exchanged_trigger_id');
    if (awakeMs() > trigger.until) throw new Refusal('expired_trigger_id');
    trigger.used = true;
    const key = `V${randomBytes(5).toString('hex').toUpperCase()}`;
    const output = {
      id: key,
      team_id: TEAM,
      previous_view_id: null,
      external_id: '',
      clear_on_close: false,
      notify_on_close: false,
      ...view,
      private_metadata: view['private_metadata'] ?? '',
      close: view['close'] ?? null,
      state: { values: {} },
      hash: `1790000000.${randomBytes(4).toString('hex')}`,
      root_view_id: key,
      app_id: APP,
      app_installed_team_id: TEAM,
      bot_id: BOT,
    };
    this.opened.push({ id: key, user: trigger.user, view, output });
    return { view: output };
  }

  /** What `values` by field are in a submission. @throws Error for what the client of a member would not let pass */
  static state({ view }: OpenView, values: Readonly<Record<string, string>>): Fields {
    const left = new Set(Object.keys(values));
    const entries = (view['blocks'] as Fields[]).map((block) => {
      const element = block['element'] as Fields;
      const [name, action] = [String(block['block_id']), String(element['action_id'])];
      const value = values[name] ?? '';
      if (value === '' && block['optional'] !== true) throw new Error(`the field «${name}» is needed`);
      if (value.length > Number(element['max_length'] ?? 3000)) throw new Error(`the field «${name}» takes ${String(element['max_length'])} characters`);
      if (element['multiline'] !== true && value.includes('\n')) throw new Error(`the field «${name}» has one line`);
      left.delete(name);
      return [name, { [action]: { type: 'plain_text_input', value: value === '' ? null : value } }] as const;
    });
    if (left.size > 0) throw new Error(`no field ${[...left].join(', ')} in the form`);
    return { values: Object.fromEntries(entries) };
  }
}
