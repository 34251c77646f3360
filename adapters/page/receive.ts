import type { Audience, Core, Log, Member, MessageRef, Request, Responder, Subject } from '../../src/ports.js';
import type { Hall } from './hall.js';
import { CHANNEL, GROUP } from './people.js';
import type { Shelf } from './pictures.js';
import type { WireContent, WireMessage } from './web/wire.js';

export interface Inbound {
  /** The event's id; the same id is the same event. */
  readonly event: string;
  readonly member: Member;
  readonly line: string;
  /** The message whose control was pressed; the caller made sure that this member may see it. */
  readonly pressed?: WireMessage | undefined;
  /** The message whose own menu was used; the same holds for it. */
  readonly subject?: WireMessage | undefined;
}

export interface Parts {
  readonly hall: Hall;
  readonly shelf: Shelf;
  readonly log: Log;
  readonly now: () => number;
}

/** The place of everything on the page. */
export const PLACE = { platform: 'page', group: GROUP, channel: CHANNEL } as const;

/** Who speaks where nobody asked. */
const BOT = { id: 'page:bot', name: 'Study Hall' };

/** What a member said; of what the bot posted by itself, its words. */
const subjectOf = ({ id, at, asked, content }: WireMessage): Subject => ({
  author: asked ? { id: asked.member, name: asked.name } : BOT,
  text: asked?.line ?? content?.summary ?? '',
  at,
  message: ref(id),
});

/** What the browser sent, as the core takes it. */
function toRequest(inbound: Inbound, at: number): Request {
  const { pressed, subject } = inbound;
  return {
    key: `page:${inbound.event}`,
    // people type the slash that they know from chat
    line: pressed ? inbound.line : inbound.line.replace(/^\s*[/／]/, ''),
    member: inbound.member,
    // the page speaks, in public too, the language that was switched to
    place: { ...PLACE, locale: inbound.member.locale },
    at,
    pressed: pressed && { private: pressed.audience === 'you', message: ref(pressed.id) },
    subject: subject && subjectOf(subject),
  };
}

/** Gives a line to the core and shows what it answers. Resolves when the core is done; never rejects. */
export async function receive(core: Core, inbound: Inbound, { hall, shelf, log, now }: Parts): Promise<void> {
  const { member, line, pressed } = inbound;
  const asked = { member: member.id, name: member.name, line };
  /** Where "thinking…" is shown: a message of its own, or the pressed one. */
  let waiting: { id: string; audience: Audience } | undefined;

  const settle = () => {
    if (waiting?.audience === 'in-place') hall.change(waiting.id, { thinking: false });
    else if (waiting) hall.drop(waiting.id);
    waiting = undefined;
  };
  /** Without a pressed message there is nothing to replace: the answer is the member's own. */
  const fit = (audience: Audience): Audience => (audience === 'in-place' && !pressed ? 'you' : audience);

  const responder: Responder = {
    acknowledge(wanted) {
      const audience = fit(wanted);
      if (waiting) return Promise.resolve();
      if (audience === 'in-place' && pressed) {
        hall.change(pressed.id, { thinking: true });
        waiting = { id: pressed.id, audience };
      } else {
        const seen = audience === 'everyone' ? 'everyone' : 'you';
        waiting = { id: hall.add({ at: now(), audience: seen, asked, thinking: true }), audience };
      }
      return Promise.resolve();
    },
    async answer(reply, wanted) {
      const audience = fit(wanted);
      const content = await shelf.show(reply);
      if (waiting && waiting.audience !== audience) settle();
      const id = waiting?.id ?? (audience === 'in-place' ? pressed?.id : undefined);
      waiting = undefined;
      const edited = audience === 'in-place' ? now() : undefined;
      if (id && hall.change(id, { thinking: false, content, edited })) return ref(id);
      const seen = audience === 'everyone' ? 'everyone' : 'you';
      return ref(hall.add({ at: now(), audience: seen, asked, thinking: false, content }));
    },
  };
  try {
    await core.receive(toRequest(inbound, now()), responder);
  } catch (cause) {
    // the core promises not to; a page that waits for ever would hide that it did
    log.error('page: the core failed', { cause });
  }
  settle();
}

export const ref = (message: string): MessageRef => ({ channel: CHANNEL, message });

/** A post that the bot writes by itself. */
export const postOf = (content: WireContent, at: number): Omit<WireMessage, 'id'> => ({ at, audience: 'everyone', thinking: false, content });
