import { type Finder, skipSpace } from './finder.js';
import type { Fault, Mode, ScannedComment, Scanning } from './mode.js';

/** How a Markdown export writes its comments: one after another, each from its first line to the next one's. */
export interface Sections {
  /** The length of what an entry begins with, where one begins at `at`. */
  opens(at: number): number | undefined;
  /** Where the next entry or the block's end is. */
  readonly next: Finder;
  /** An entry as it stands in the file. Null: it was told before. `rest`: what is after it and no part of it, by place. */
  read(raw: string, line: number): { readonly comment: ScannedComment | null; readonly rest?: number | undefined } | { readonly fault: Fault };
}

/** Reads Markdown entries as long as they come. */
export function sectionsMode(scanning: Scanning, shape: Sections): Mode {
  const { window } = scanning;
  const mode: Mode = {
    read(at) {
      const i = skipSpace(window.text, at);
      // the first of the blanks is passed over, but a line's own indentation is looked at from its beginning
      const line = i === at ? at : Math.max(at, window.text.lastIndexOf('\n', i - 1) + 1);
      if (line > at) return line;
      const head = shape.opens(at);
      if (head === undefined) {
        scanning.outside();
        return at;
      }
      const next = shape.next(at + head);
      const end = next === Infinity && window.final ? window.text.length : next;
      if (end > at + window.sizes.reach) return scanning.damaged(at, 'too-long', { from: at + head, next: shape.next, back: mode });
      const entry = shape.read(window.text.slice(at, end), window.lineOf(at));
      if ('fault' in entry) scanning.refuse(at, entry.fault, end);
      else {
        if (entry.comment !== null) scanning.comment(entry.comment);
        if (entry.rest !== undefined) scanning.refuse(at + entry.rest, 'stray', end);
      }
      return end;
    },
  };
  return mode;
}
