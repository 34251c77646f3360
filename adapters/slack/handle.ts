import { setImmediate as turn } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import type { Core, Log, Request, Responder } from '../../src/ports.js';
import { traceOf } from '../../src/trace.js';
import { slackWord, delivery } from './errors.js';
import { renderForm } from './form.js';
import type { People } from './people.js';
import type { Upload } from './pictures.js';
import { toRequest, type Incoming } from './receive.js';
import { createResponder } from './respond.js';
import type { Seal } from './seal.js';
import type { Redact } from './secrets.js';
import { subjectOf } from './shortcut.js';

export interface HandlerParts {
  readonly seal: Seal;
  readonly upload: Upload;
  readonly log: Log;
  readonly redact: Redact;
}

/** Who speaks where the event came from. */
interface Home {
  readonly client: Pick<WebClient, 'chat' | 'files' | 'views'>;
  readonly people: People;
}

export interface Handler {
  /** Acknowledges first, then thinks: Slack waits 3 s, and the acknowledgement is the same for every audience. */
  take(core: Core, home: Home, incoming: Incoming | undefined, ack?: () => Promise<void>): void;
  /** Waits for this as well; a failure is logged. */
  watch(work: Promise<void>): void;
  /** Resolves when nothing is under way. */
  settle(): Promise<void>;
}

/** How long a form waits for the member's language, in milliseconds: it must open within 3 s of the press. */
const HURRY = 800;

/** From an event that was read to its answer: a form where its line asks for one, the core's answer otherwise. */
export function createHandler({ seal, upload, log, redact }: HandlerParts): Handler {
  const underWay = new Set<Promise<void>>();

  /** Whether a form stands there now. Forms are not paced: their time is short. */
  const opens = async (core: Core, { client }: Home, { key, origin, trigger }: Incoming, request: Request): Promise<boolean> => {
    const form = core.form(request);
    if (form === undefined || trigger === undefined) return false;
    const { user, ...rest } = origin;
    const view = renderForm(form, seal.close({ ...rest, line: form.line, raw: form.fields.map(({ name }) => name) }, user), request.member.locale);
    try {
      await client.views.open({ trigger_id: trigger, view });
      return true;
    } catch (error) {
      // another delivery of the same press has opened it
      if (slackWord(error) === 'exchanged_trigger_id') return true;
      log.warn('Slack opened no form: the member is told how to type it', { event: traceOf(key), error: delivery(error, redact).message });
      return false;
    }
  };

  const answer = async (core: Core, home: Home, incoming: Incoming, acknowledged: Promise<void>): Promise<void> => {
    const { key, origin, trigger, about } = incoming;
    const { client, people } = home;
    // of a crowd that comes in at once, everybody is acknowledged before anybody is answered
    await turn();
    try {
      const at = Date.now();
      const asks = trigger !== undefined && core.form(toRequest(incoming, { admin: false }, at)) !== undefined;
      const [person, subject] = await Promise.all([
        people.of(origin.user, origin.channel, asks ? HURRY : undefined),
        about === undefined ? undefined : subjectOf(about, origin, people),
      ]);
      const request = toRequest(incoming, person, at, subject);
      const responder = createResponder({ client, origin, acknowledged, upload, redact });
      if (!asks) await core.receive(request, responder);
      // as a mention of the same line, which has no form: the core says what is missing, and only to who asked
      else if (!(await opens(core, home, incoming, request))) await core.receive(request, toMemberAlone(responder));
    } catch (error) {
      log.error('an event of Slack was not answered', { event: traceOf(key), error: redact(String(error)) });
    }
  };

  const track = (work: Promise<void>): void => {
    const task = work.finally(() => underWay.delete(task));
    underWay.add(task);
  };

  return {
    watch: (work) => track(work.catch((error: unknown) => log.error('an event of Slack was not dealt with', { error: redact(String(error)) }))),
    take(core, home, incoming, ack) {
      const acknowledged = ack?.() ?? Promise.resolve();
      acknowledged.catch((error: unknown) => log.warn('Slack did not take an acknowledgement', { error: redact(String(error)) }));
      if (incoming === undefined) return;
      track(answer(core, home, incoming, acknowledged));
    },
    async settle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

const toMemberAlone = ({ acknowledge, answer }: Responder): Responder => ({ acknowledge, answer: (reply) => answer(reply, 'you') });
