import { randomUUID } from 'node:crypto';
import { lineOf } from '../../src/line.js';
import type { Core, Form, Member } from '../../src/ports.js';
import type { Streams } from './events.js';
import { Refused } from './guard.js';
import type { Hall } from './hall.js';
import type { PageOptions } from './options.js';
import { isLocale, PEOPLE, person } from './people.js';
import type { Shelf } from './pictures.js';
import { PLACE, receive } from './receive.js';
import type { Body, Routes } from './server.js';
import { createTravel, MONTHS } from './travel.js';
import type { WireCalendar, WireMessage, WireSent, WireState } from './web/wire.js';

export interface RouteParts extends PageOptions {
  readonly hall: Hall;
  readonly shelf: Shelf;
  readonly streams: Streams;
  /** The core while the adapter takes events; undefined before the start and after the stop. */
  readonly core: () => Core | undefined;
  /** Work that a stop waits for. */
  readonly track: (work: Promise<void>) => void;
}

/** The whole line of a form that was sent in. @throws Refused where it is not filled in as it asked */
function filled(form: Form | undefined, fields: unknown): string {
  if (!form) throw new Refused(409, 'form', 'That line takes no form now.');
  const given = typeof fields === 'object' && fields !== null ? (fields as Readonly<Record<string, unknown>>) : {};
  const values = form.fields.flatMap(({ name, max, optional }) => {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (optional && (value === undefined || (typeof value === 'string' && value.trim() === ''))) return [];
    if (typeof value !== 'string' || value.trim() === '' || value.length > max) throw new Refused(400, 'field', `${name} takes 1 to ${max} characters.`);
    return [[name, value] as const];
  });
  return lineOf(form.line, '', Object.fromEntries(values), form.fields.map(({ name }) => name));
}

/** Longest value that is completed while typed; a person types less. */
const MAX_TYPED = 200;

export function createRoutes(parts: RouteParts): Routes {
  const { hall, shelf, clock } = parts;

  const member = (id: unknown, locale?: unknown): Member => {
    const found = person(id, locale);
    if (!found) throw new Refused(400, 'member', 'No such member.');
    return found;
  };
  const core = (): Core => {
    const now = parts.core();
    if (!now) throw new Refused(503, 'stopping', 'The bot is stopping.');
    return now;
  };

  /** The same answer for another member's message and for none, so that ids tell nothing. */
  const message = (id: unknown, who: Member): WireMessage | undefined => {
    if (id === undefined) return undefined;
    const found = typeof id === 'string' ? hall.find(id, who.id) : undefined;
    if (!found) throw new Refused(404, 'message', 'That message is not there any more.');
    return found;
  };

  function line(body: Body): WireSent {
    const { event, fields } = body;
    const who = member(body['member'], body['locale']);
    if (typeof body['line'] !== 'string') throw new Refused(400, 'line', 'A line is missing.');
    if (event !== undefined && (typeof event !== 'string' || !/^[\w-]{1,64}$/.test(event))) throw new Refused(400, 'event', 'Not an event id.');
    const [pressed, subject] = [message(body['pressed'], who), message(body['subject'], who)];
    const form = core().form({ line: body['line'], member: who, place: PLACE });
    if (fields === undefined && form) return { form };
    const whole = fields === undefined ? body['line'] : filled(form, fields);
    const inbound = { event: event ?? randomUUID(), member: who, line: whole, pressed, subject };
    parts.track(receive(core(), inbound, { hall, shelf, log: parts.log, now: () => clock.now() }));
    return {};
  }

  async function suggest(query: URLSearchParams) {
    const who = member(query.get('member'), query.get('locale'));
    const typed = (query.get('typed') ?? '').slice(0, MAX_TYPED).toWellFormed();
    const request = { key: `page:${randomUUID()}`, member: who, place: PLACE, at: clock.now() };
    return core().suggest(query.get('command') ?? '', query.get('param') ?? '', typed, request);
  }

  function calendar(query: URLSearchParams): Promise<WireCalendar> {
    const month = query.get('month') ?? '';
    const locale = query.get('locale');
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month) || month < MONTHS.first || month > MONTHS.last) throw new Refused(400, 'month', `Not a month from ${MONTHS.first} to ${MONTHS.last}.`);
    if (!isLocale(locale)) throw new Refused(400, 'locale', 'Not a language of the page.');
    return parts.calendar(month, locale);
  }

  return {
    get: {
      '/state': (): WireState => ({ members: PEOPLE, commands: parts.commands, zone: parts.zone, travels: parts.travels }),
      '/suggest': suggest,
      '/calendar': calendar,
    },
    post: { '/line': line, '/clock': createTravel(parts) },
    picture: (path) => shelf.find(path),
    events: (query, response) => parts.streams.open(response, member(query.get('member')).id),
  };
}
