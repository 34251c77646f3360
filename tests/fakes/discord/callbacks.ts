import { awakeMs } from '../../support/awake.js';
import { modalProblems, type Modal } from './forms.js';
import { fault, ok, type Answer } from './http.js';
import { wire, type Message, type Messages } from './messages.js';
import { schemaProblems } from './schema.js';

/** An interaction that was sent to the bot, and what became of it. */
export interface Sent {
  readonly id: string;
  readonly token: string;
  readonly type: number;
  readonly channel: string;
  /** The message whose button was pressed, or that the submitted form was opened from. */
  readonly pressed?: Message | undefined;
  /** By `awakeMs`, as `acknowledgedAt` is. */
  readonly at: number;
  acknowledgedAt?: number;
  /** Type of the first callback, and whether it was ephemeral. */
  callback?: { type: number; private: boolean };
  original?: Message;
  suggestions?: { name: string; value: string }[];
  /** The form that was opened. */
  form?: Modal;
}

const EPHEMERAL = 64;
/** Callback types (developer docs, "Interaction Callback Type"). */
const [REPLY, DEFER_REPLY, DEFER_UPDATE, UPDATE, COMPLETE, MODAL] = [4, 5, 6, 7, 8, 9];
const [AUTOCOMPLETE, SUBMIT] = [4, 5];

interface CallbackBody {
  readonly type: number;
  readonly data?: { readonly flags?: number; readonly choices?: { name: string; value: string }[] } & Partial<Modal>;
}

/** Interaction callbacks and the webhooks behind them. */
export class Callbacks {
  readonly sent: Sent[] = [];
  constructor(
    private readonly messages: Messages,
    /** How long an acknowledgement may take, in milliseconds awake. */
    private readonly lateMs: number,
  ) {}

  acknowledge(id: string, token: string, body: CallbackBody, withResponse: boolean): Answer {
    const at = awakeMs();
    const sent = this.sent.find((one) => one.id === id && one.token === token);
    if (!sent || at - sent.at > this.lateMs) return fault(404, 10062, 'Unknown interaction');
    if (sent.callback) return fault(400, 40060, 'Interaction has already been acknowledged.');
    const found = wrong(sent, body);
    if (found.length > 0) {
      this.messages.refused.push(...found);
      return fault(400, 50035, `Invalid Form Body: ${found.join('; ')}`);
    }
    sent.callback = { type: body.type, private: ((body.data?.flags ?? 0) & EPHEMERAL) !== 0 };
    sent.acknowledgedAt = at;
    if (body.type === COMPLETE) sent.suggestions = body.data?.choices ?? [];
    if (body.type === MODAL) sent.form = body.data as Modal;
    if (!withResponse) return { status: 204 };
    return ok({ interaction: { id, type: sent.type, response_message_loading: body.type === DEFER_REPLY }, resource: { type: body.type } });
  }

  /** PATCH and GET of `@original`. */
  original(token: string, body: Message['body'] | undefined): Answer {
    const sent = this.#open(token);
    if (!sent) return fault(404, 10015, 'Unknown Webhook');
    const target = sent.callback?.type === DEFER_UPDATE ? sent.pressed : sent.original;
    if (body === undefined) return target ? ok(wire(target)) : fault(404, 10008, 'Unknown Message');
    if (target) return this.messages.edit(target.channel_id, target.id, body, 'IncomingWebhookUpdateRequestPartial');
    const no = this.messages.refuse('IncomingWebhookUpdateRequestPartial', body);
    if (no) return no;
    sent.original = this.messages.add(sent.channel, body, sent.callback?.private ?? false);
    return ok(wire(sent.original));
  }

  followUp(token: string, body: Message['body']): Answer {
    const sent = this.#open(token);
    if (!sent) return fault(404, 10015, 'Unknown Webhook');
    const no = this.messages.refuse('IncomingWebhookRequestPartial', body);
    return no ?? ok(wire(this.messages.add(sent.channel, body, ((body.flags ?? 0) & EPHEMERAL) !== 0)));
  }

  /** Before the acknowledgement there is no webhook, nor behind one that opened a form: what is submitted has its own. */
  #open = (token: string): Sent | undefined => this.sent.find((one) => one.token === token && one.callback && !one.form);
}

/** What is wrong with a callback for this interaction. */
function wrong(sent: Sent, body: CallbackBody): string[] {
  const complete = body.type === COMPLETE;
  const update = body.type === DEFER_UPDATE || body.type === UPDATE;
  const found = schemaProblems(schemaOf(body.type), body);
  if (complete !== (sent.type === AUTOCOMPLETE)) found.push(`callback ${body.type} to an interaction of type ${sent.type}`);
  if (update && !sent.pressed) found.push('an update where no message was pressed');
  if (body.type === MODAL) found.push(...(sent.type === SUBMIT ? ['a modal as the answer to a modal'] : []), ...modalProblems(body.data ?? {}));
  if (body.type === DEFER_REPLY && ((body.data?.flags ?? 0) & ~EPHEMERAL) !== 0) found.push('a deferral takes no flag but ephemeral');
  if (![REPLY, DEFER_REPLY, DEFER_UPDATE, UPDATE, COMPLETE, MODAL].includes(body.type)) found.push(`callback type ${body.type}`);
  if (complete) {
    const choices = body.data?.choices ?? [];
    if (choices.length > 25) found.push(`${choices.length} choices`);
    for (const { name, value } of choices)
      if (name.trim() === '' || name.length > 100 || value === '' || value.length > 100)
        found.push(`choice ${JSON.stringify({ name, value })}`);
  }
  return found;
}

function schemaOf(type: number): string {
  if (type === COMPLETE) return 'ApplicationCommandAutocompleteCallbackRequest';
  if (type === MODAL) return 'ModalInteractionCallbackRequest';
  return type === DEFER_UPDATE || type === UPDATE ? 'UpdateMessageInteractionCallbackRequest' : 'CreateMessageInteractionCallbackRequest';
}
