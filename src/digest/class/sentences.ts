/** One sentence of a comment, by position, with its end mark. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Letters and digits: what white space and punctuation leave. A Latin letter counts half of a Han character. */
  readonly size: number;
  /** Looks like program text, configuration, or output: says nothing about what its writer wants. */
  readonly code: boolean;
}

const END = /[。！？!?；;…~～\n]+|(?<!\.)\.+(?=\s|$)/g;
const HAN = /\p{Script=Han}/gu;
const OTHER_LETTER = /[\p{L}\p{N}]/gu;
const SYMBOL = /[{}[\]()=$<>|\\/:;_*&#"`-]/g;

/** Cuts a comment into its sentences; blank ones are left out. A line end ends a sentence. */
export function sentencesOf(text: string): Sentence[] {
  const found: Sentence[] = [];
  const add = (start: number, end: number) => {
    const part = text.slice(start, end);
    const words = part.trim();
    if (words === '') return;
    found.push({ start: start + part.length - part.trimStart().length, end, text: words, size: sizeOf(part), code: isCode(part) });
  };
  let start = 0;
  for (const match of text.matchAll(END)) {
    const end = match.index + match[0].length;
    add(start, end);
    start = end;
  }
  add(start, text.length);
  return found;
}

export function sizeOf(text: string): number {
  const han = text.match(HAN)?.length ?? 0;
  return han + ((text.match(OTHER_LETTER)?.length ?? 0) - han) / 2;
}

function isCode(line: string): boolean {
  if (/\p{Script=Han}/u.test(line)) return false;
  const symbols = line.match(SYMBOL)?.length ?? 0;
  return symbols >= 2 && symbols / line.trim().length > 0.08;
}
