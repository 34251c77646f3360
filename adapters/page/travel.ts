import { dueInstant } from '../../src/schedule/zone.js';
import { Refused } from './guard.js';
import type { Hall } from './hall.js';
import type { PageOptions } from './options.js';
import type { Body } from './server.js';
import type { WireClock } from './web/wire.js';

/** The months that the page shows. */
export const MONTHS = { first: '2000-01', last: '2099-12' } as const;
const HOUR_MS = 3_600_000;
/** The furthest way at once: what was due on it is looked at day by day. */
const FURTHEST_MS = 366 * 24 * HOUR_MS;

type Parts = Pick<PageOptions, 'clock' | 'travels' | 'moved' | 'nextPostAt' | 'zone'> & { readonly hall: Hall };

/** `POST /clock`: moves the bot's clock, tells every window, and does what became due. */
export function createTravel({ clock, hall, zone, ...parts }: Parts): (body: Body) => Promise<WireClock> {
  async function target({ to, at, date }: Body): Promise<number> {
    const now = clock.now();
    if (to === 'hour' || to === 'day') return now + (to === 'day' ? 24 : 1) * HOUR_MS;
    if (to === 'now') return now - clock.offsetMs();
    if (to === 'post') {
      const next = await parts.nextPostAt();
      if (next === undefined) throw new Refused(409, 'no-post', 'No daily post is planned.');
      return Math.max(now, next);
    }
    const wanted = to === 'moment' ? at : to === 'date' ? startOf(date, zone) : undefined;
    if (typeof wanted !== 'number' || !Number.isSafeInteger(wanted)) throw new Refused(400, 'travel', 'Not a place in time.');
    if (Math.abs(wanted - now) > FURTHEST_MS) throw new Refused(400, 'far', 'A year at once at most.');
    return wanted;
  }

  return async (body) => {
    if (!parts.travels) throw new Refused(409, 'clock', 'The clock is not moved while real platforms are served.');
    clock.travel(await target(body));
    const shown = { now: clock.now(), offsetMs: clock.offsetMs() };
    hall.tell('clock', shown);
    await parts.moved();
    return shown;
  };
}

/** The instant at which a local day begins; undefined for what is no day. */
function startOf(date: unknown, zone: string): number | undefined {
  if (typeof date !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  const day = new Date(`${date}T00:00:00Z`);
  return day.getTime() > 0 && day.toISOString().startsWith(date) ? dueInstant(date, '00:00', zone) : undefined;
}
