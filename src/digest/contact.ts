import { cut, oneLine } from '../text.js';
import { MAIL } from './contact/mail.js';
import { NETDISK } from './contact/netdisk.js';
import { PHONE } from './contact/phone.js';
import { CHAT } from './contact/chat.js';
import type { Sign } from './contact/sign.js';

/** A stretch of a text, UTF-16 units. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

const SIGNS: readonly Sign[] = [...MAIL, ...PHONE, ...CHAT, ...NETDISK];
/** What stays of such a name, UTF-16 units. */
const KEPT = 2;

/**
 * Where contact data stands in a text: phone numbers, WeChat and QQ ids, e-mail addresses, netdisk links and their codes.
 * In order, apart from each other. By rules that rather miss one than hide a version, an address of a machine, or code.
 */
export function contactsIn(text: string): Stretch[] {
  const plain = folded(text);
  const found: Stretch[] = [];
  for (const { pattern, holds } of SIGNS) {
    for (const match of plain.matchAll(pattern)) {
      const what = match[1] ?? match[0];
      const end = match.index + match[0].length;
      const start = end - what.length;
      if (holds === undefined || holds({ what, start, end, text: plain })) found.push({ start, end });
    }
  }
  return apart(found);
}

/** A name on one line that gives no contact away: `13812345678` is `13***`. */
export function maskedName(name: string): string {
  const line = oneLine(name);
  let shown = '';
  let from = 0;
  for (const { start, end } of contactsIn(line)) {
    shown += `${line.slice(from, start)}${cut(line.slice(start, end), KEPT)}***`;
    from = end;
  }
  return shown + line.slice(from);
}

/** Full-width letters, digits and marks as plain ones, each at its place. */
const folded = (text: string): string =>
  text.replace(/[\uFF01-\uFF5E\u3000]/g, (char) => (char === '\u3000' ? ' ' : String.fromCharCode(char.charCodeAt(0) - 0xfee0)));

function apart(found: Stretch[]): Stretch[] {
  const all: { start: number; end: number }[] = [];
  for (const one of found.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = all.at(-1);
    if (last !== undefined && one.start <= last.end) last.end = Math.max(last.end, one.end);
    else all.push({ ...one });
  }
  return all;
}
