import { type Finder, skipSpace } from './finder.js';
import type { Fault, Mode, ScannedComment, Scanning } from './mode.js';

/** An entry that was read, or what is wrong with it: where it ends, or how its end is found. */
export type Entry = { readonly comment: ScannedComment; readonly end: number } | { readonly fault: Fault; readonly end: number } | { readonly fault: Fault; readonly from: number; readonly next: Finder };

/** How one exporter writes the entries of its `<ul>`. */
export interface Shape {
  /** Whether something that means to be an entry begins here. */
  opens(at: number): boolean;
  read(at: number): Entry;
  /** Hands on an entry that is written as most are; returns its end, or -1 for all others. */
  quick?(at: number): number;
  /** Where an entry surely begins, so that whatever is before it ends there. */
  readonly start: Finder;
  /** Where reading goes on after something between entries that is none. */
  readonly resume: Finder;
}

const NOTHING = /<(?:br\s{0,9}\/?|\/?li|\/div|!--[\s\S]{0,2000}?--)>/iy;

/** Reads a `<ul>` of entries up to its end. */
export function listMode(scanning: Scanning, shape: Shape): Mode {
  const { window } = scanning;
  const ulStart = window.place('<ul');
  const ulEnd = window.place('</ul>');

  /** Replies that an exporter nested into an entry are no comments of the column: passed over. */
  const passReplies = (from: number, depth = 0): number => {
    const next = (place: number) => Math.min(ulStart(place), ulEnd(place), shape.start(place));
    return scanning.pass(from, next, (found) => {
      if (found === undefined) scanning.cut();
      if (found === undefined || found === shape.start(found)) {
        scanning.become(list);
        return found ?? window.text.length;
      }
      const opens = found === ulStart(found);
      if (opens || depth > 1) return passReplies(found + 3, depth + (opens ? 1 : -1));
      scanning.become(list);
      return found + 5;
    });
  };

  /** Passes over what may stand between two entries. */
  const between = (at: number): number => {
    const i = skipSpace(window.text, at);
    if (shape.opens(i)) return i;
    NOTHING.lastIndex = i;
    return NOTHING.test(window.text) ? NOTHING.lastIndex : i;
  };

  /** What is read here stands in the window as a whole, so more of the file would change nothing. */
  const glance = (at: number): number => {
    if (shape.quick === undefined) return at;
    for (let end = at; ; ) {
      const next = shape.quick(end);
      const from = next < 0 ? between(end) : next;
      if (from === end) return end;
      end = from;
    }
  };

  const list: Mode = {
    glance,
    read(at) {
      const source = window.text;
      const ahead = glance(at);
      const i = ahead > at ? ahead : between(at);
      if (i > at) return i;
      if (shape.opens(i)) {
        const entry = shape.read(i);
        if ('comment' in entry) {
          scanning.comment(entry.comment);
          const rest = skipSpace(source, entry.end);
          return source.startsWith('<ul', rest) ? passReplies(rest) : entry.end;
        }
        if ('next' in entry) return scanning.damaged(i, entry.fault, { from: entry.from, next: entry.next, back: list });
        scanning.refuse(i, entry.fault, entry.end);
        return entry.end;
      }
      if (source.startsWith('</ul>', i)) {
        scanning.outside();
        return i + 5;
      }
      return scanning.damaged(i, 'stray', { from: i + 1, next: shape.resume, back: list });
    },
    end: () => scanning.cut(),
  };
  return list;
}
