import { isUtf8 } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';
import { gb18030, unmarked16, utf8 } from './shapes.js';

export interface Encoding {
  /** As `TextDecoder` knows it. */
  readonly label: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';
  /** Bytes before the text: its byte order mark. */
  readonly skip: number;
  /** Bytes of a character that the file's end cuts in two, and of which nothing can be known. */
  readonly torn: number;
  /** Some bytes are no text in this encoding; each of them becomes U+FFFD. */
  readonly damaged: boolean;
}

/** The file is no text, or in no encoding that is known here; the message is for the person, without the file's name. */
export class NoText extends Error {
  override readonly name = 'NoText';
}

const CHUNK = 1024 * 1024;
const HEAD = 64 * 1024;
/** Shares of control characters that no text has; comments do hold some, and what is sound UTF-8 may hold more. */
const MAX_CONTROLS = 0.02;
const MAX_CONTROLS_UTF8 = 0.3;
/** What stands above comments, in the two encodings that are told apart by it; GBK's bytes are the same in GB18030. */
const WORDS = {
  'utf-8': ['精选留言', '全部留言'].map((words) => Buffer.from(words)),
  gb18030: [Buffer.from('beabd1a1c1f4d1d4', 'hex'), Buffer.from('c8abb2bfc1f4d1d4', 'hex')],
} as const;
const LONGEST_WORDS = 12;

/**
 * Finds out how a file is written: by its byte order mark or as what only UTF-16 has, else UTF-8 where every byte fits, else
 * by the title of its comments, else by what the bytes around the first misfit look like. Reads the file in pieces, twice
 * at most. @throws NoText
 */
export async function encodingOf(file: FileHandle): Promise<Encoding> {
  const buffer = Buffer.alloc(CHUNK);
  const readAt = async (at: number, into: Uint8Array) => into.subarray(0, (await file.read(into, 0, into.length, at)).bytesRead);
  const head = await readAt(0, buffer.subarray(0, HEAD));
  const wide = byMark(head) ?? unmarked(head);
  if (wide !== undefined) return wide;
  refuseBinary(head);
  const skip = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  for (let at = 0; ; ) {
    const bytes = await readAt(at, buffer);
    if (bytes.length === 0) return { label: 'utf-8', skip, torn: 0, damaged: false };
    const torn = tornAtEnd(bytes);
    if (!isUtf8(bytes.subarray(0, bytes.length - torn))) {
      const around = await readAt(Math.max(0, at + misfit(bytes) - HEAD), Buffer.alloc(2 * HEAD));
      return looksLike(around, skip, await titled((from) => readAt(from, buffer)));
    }
    if (bytes.length < CHUNK) return { label: 'utf-8', skip, torn, damaged: false };
    at += bytes.length - torn;
  }
}

function byMark(head: Uint8Array): Encoding | undefined {
  const rest = { skip: 2, torn: 0, damaged: false };
  if (head[0] === 0xff && head[1] === 0xfe) return { label: 'utf-16le', ...rest };
  return head[0] === 0xfe && head[1] === 0xff ? { label: 'utf-16be', ...rest } : undefined;
}

function unmarked(head: Uint8Array): Encoding | undefined {
  const label = head.includes(0) ? unmarked16(head) : undefined;
  return label && { label, skip: 0, torn: 0, damaged: false };
}

function refuseBinary(head: Uint8Array): void {
  let controls = 0;
  // tab, line ends, form feed, backspace and escape do come in texts
  for (const byte of head) if (byte < 32 && !(byte >= 8 && byte <= 13) && byte !== 27) controls++;
  if (controls <= head.length * MAX_CONTROLS) return;
  if (controls <= head.length * MAX_CONTROLS_UTF8 && isUtf8(head.subarray(0, head.length - tornAtEnd(head)))) return;
  throw new NoText('is no text');
}

/** In which encoding a file has the title of its comments; undefined for none, or both. */
async function titled(readAt: (from: number) => Promise<Uint8Array>): Promise<keyof typeof WORDS | undefined> {
  const found = { 'utf-8': false, gb18030: false };
  for (let at = 0; ; at += CHUNK - LONGEST_WORDS) {
    const bytes = Buffer.from(await readAt(at));
    for (const label of ['utf-8', 'gb18030'] as const) found[label] ||= WORDS[label].some((words) => bytes.includes(words));
    if (bytes.length < CHUNK) break;
  }
  if (found['utf-8'] === found.gb18030) return undefined;
  return found['utf-8'] ? 'utf-8' : 'gb18030';
}

/** How many bytes at the end begin a UTF-8 character that does not end there: 0 to 3. */
function tornAtEnd(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
  }
  return 0;
}

/** About where the first byte is that is no UTF-8. */
function misfit(bytes: Uint8Array): number {
  let low = 0;
  for (let high = bytes.length; high - low > 4096; ) {
    const middle = (low + high) >>> 1;
    const part = bytes.subarray(low, middle);
    let from = 0;
    while (from < 3 && from < part.length && (part[from]! & 0xc0) === 0x80) from++;
    if (isUtf8(part.subarray(from, part.length - tornAtEnd(part)))) low = middle;
    else high = middle;
  }
  return low;
}

function looksLike(bytes: Uint8Array, skip: number, title: keyof typeof WORDS | undefined): Encoding {
  const [asUtf8, asGb] = [utf8(bytes), gb18030(bytes)];
  const gb: Encoding = { label: 'gb18030', skip: 0, torn: 0, damaged: false };
  if (title === 'gb18030' && skip === 0) return gb;
  if (title === 'utf-8' || skip > 0 || asUtf8.good >= asUtf8.bad * 10) return { label: 'utf-8', skip, torn: 0, damaged: true };
  if (asGb.good > 0 && asGb.good >= asGb.rare * 5 && asGb.bad * 100 <= asGb.good) return gb;
  throw new NoText('is neither UTF-8 nor UTF-16 nor GBK text; save it as UTF-8');
}
