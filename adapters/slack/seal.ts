import { createHmac, timingSafeEqual } from 'node:crypto';
import { fields, word } from './fields.js';
import type { Origin } from './receive.js';

/** What a form keeps until it is submitted, but for who that will be. */
export interface Kept extends Omit<Origin, 'user'> {
  readonly line: string;
  /** The fields whose values end the line, in this order, as they were typed. */
  readonly raw: readonly string[];
}

/** What is kept in a form comes back through the client of the member: it is only believed under our own seal. */
export interface Seal {
  /** A text of ≤ 3,000 ASCII characters that holds for one member. */
  close(kept: Kept, user: string): string;
  /** Undefined for what was not sealed here for this member. */
  open(text: string, user: string): Kept | undefined;
}

/** Slack docs "View objects": private_metadata holds 3,000 characters. */
const MAX = 3000;

/** Seals by a secret that outlives a restart. */
export function createSeal(secret: string): Seal {
  const mac = (body: string, user: string): string => createHmac('sha256', secret).update(`${user}\n${body}`).digest('base64url');
  const sealed = (kept: Kept, user: string): string => {
    // letters and digits alone: nothing on the way can escape them
    const body = Buffer.from(JSON.stringify(kept)).toString('base64url');
    return `${body}.${mac(body, user)}`;
  };
  return {
    close(kept, user) {
      const whole = sealed(kept, user);
      // an address that long can be done without: the answer finds another way
      return whole.length <= MAX ? whole : sealed({ ...kept, responseUrl: undefined }, user);
    },
    open(text, user) {
      const [body = '', given = ''] = text.split('.');
      const [wanted, got] = [Buffer.from(mac(body, user)), Buffer.from(given)];
      return wanted.length === got.length && timingSafeEqual(wanted, got) ? read(body) : undefined;
    },
  };
}

/** Sealed by an older version, it may be of another shape. */
function read(body: string): Kept | undefined {
  const kept = fields(JSON.parse(Buffer.from(body, 'base64url').toString()));
  const [line, team, channel] = [word(kept['line']), word(kept['team']), word(kept['channel'])];
  if (line === undefined || team === undefined || channel === undefined) return undefined;
  const { private: hidden, ts } = fields(kept['pressed']);
  return {
    line,
    team,
    channel,
    raw: Array.isArray(kept['raw']) ? kept['raw'].filter((one) => typeof one === 'string') : [],
    thread: word(kept['thread']),
    openThread: word(kept['openThread']),
    responseUrl: word(kept['responseUrl']),
    pressed: typeof hidden === 'boolean' ? { private: hidden, ts: word(ts) } : undefined,
  };
}
