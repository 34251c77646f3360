import { type Finder, finder } from './finder.js';

export interface Sizes {
  /** Longest stretch of a file that one decision may look at, UTF-16 units: no entry is longer than this as written. */
  readonly reach: number;
  /** How much further than that a look at a tag, a name or a date goes; each of them is bounded far below. */
  readonly margin: number;
}

export const SIZES: Sizes = { reach: 1024 * 1024, margin: 64 * 1024 };
/** Units before the current place that stay, for what looks back at the line's beginning. */
const BEHIND = 16;

/**
 * The part of a file that is being read. Readers ask only for what stands less than `reach` (and a `margin`) after
 * their place, and the window always holds that much or the end of the file, so that it does not matter in which
 * pieces the file came.
 */
export class Window {
  text = '';
  /** The file ends where the text ends. */
  final = false;
  /** Units of the file before `text`. */
  offset = 0;
  #finders: (() => void)[] = [];
  #line = 1;
  /** Place of the first newline that is not counted yet. */
  #newline = Infinity;

  constructor(readonly sizes: Sizes = SIZES) {}

  /** Up to where something is surely seen whole. */
  get sure(): number {
    return this.final ? this.text.length : this.text.length - this.sizes.margin;
  }

  /** A finder over the text of the moment; see {@link finder}. Make it once, not for every entry. */
  finder(locate: (text: string, from: number) => number): Finder {
    let now = finder((from) => locate(this.text, from));
    this.#finders.push(() => (now = finder((from) => locate(this.text, from))));
    return (from) => now(from);
  }

  place(needle: string): Finder {
    return this.finder((text, from) => text.indexOf(needle, from));
  }

  /** Lets go of what is read, up to `at`, and takes `more`. Returns where `at` is now. */
  refill(at: number, more: string, final: boolean): number {
    const cut = Math.max(0, at - BEHIND);
    this.lineOf(cut);
    const kept = this.text.length - cut;
    this.text = this.text.slice(cut) + more;
    this.offset += cut;
    this.#newline = this.#newline === Infinity ? this.#nextNewline(kept) : this.#newline - cut;
    this.final = final;
    for (const renew of this.#finders) renew();
    return at - cut;
  }

  /** The line, from 1, on which a place is; places come in rising order. */
  lineOf(at: number): number {
    while (this.#newline < at) {
      this.#line++;
      this.#newline = this.#nextNewline(this.#newline + 1);
    }
    return this.#line;
  }

  #nextNewline(from: number): number {
    const next = this.text.indexOf('\n', from);
    return next < 0 ? Infinity : next;
  }
}
