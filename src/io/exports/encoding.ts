import { isUtf8 } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';
import { gb18030, utf8 } from './shapes.js';

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
/** A share of control characters that no text has; comments do hold some. */
const MAX_CONTROLS = 0.02;

/**
 * Finds out how a file is written: by its byte order mark, else UTF-8 where every byte fits, else by what the bytes
 * around the first misfit look like. Reads the file once, in pieces. @throws NoText
 */
export async function encodingOf(file: FileHandle): Promise<Encoding> {
  const buffer = Buffer.alloc(CHUNK);
  const readAt = async (at: number, into: Uint8Array) => into.subarray(0, (await file.read(into, 0, into.length, at)).bytesRead);
  const head = await readAt(0, buffer.subarray(0, HEAD));
  const marked = byMark(head);
  if (marked !== undefined) return marked;
  refuseBinary(head);
  const skip = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  for (let at = 0; ; ) {
    const bytes = await readAt(at, buffer);
    if (bytes.length === 0) return { label: 'utf-8', skip, torn: 0, damaged: false };
    const torn = tornAtEnd(bytes);
    if (!isUtf8(bytes.subarray(0, bytes.length - torn))) return looksLike(await readAt(Math.max(0, at + misfit(bytes) - HEAD), Buffer.alloc(2 * HEAD)), skip);
    if (bytes.length < CHUNK) return { label: 'utf-8', skip, torn, damaged: false };
    at += bytes.length - torn;
  }
}

function byMark(head: Uint8Array): Encoding | undefined {
  const rest = { skip: 2, torn: 0, damaged: false };
  if (head[0] === 0xff && head[1] === 0xfe) return { label: 'utf-16le', ...rest };
  return head[0] === 0xfe && head[1] === 0xff ? { label: 'utf-16be', ...rest } : undefined;
}

function refuseBinary(head: Uint8Array): void {
  let controls = 0;
  let zeros = 0;
  for (const byte of head) {
    if (byte === 0) zeros++;
    // tab, line ends, form feed, backspace and escape do come in texts
    if (byte < 32 && !(byte >= 8 && byte <= 13) && byte !== 27) controls++;
  }
  if (controls <= head.length * MAX_CONTROLS) return;
  const wide = zeros > head.length * 0.2 && zeros < head.length * 0.6;
  throw new NoText(wide ? 'looks like UTF-16 without a byte order mark; save it as UTF-8' : 'is no text');
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

function looksLike(bytes: Uint8Array, skip: number): Encoding {
  const [asUtf8, asGb] = [utf8(bytes), gb18030(bytes)];
  if (skip > 0 || asUtf8.good >= asUtf8.bad * 10) return { label: 'utf-8', skip, torn: 0, damaged: true };
  if (asGb.good > 0 && asGb.good >= asGb.rare * 5 && asGb.bad * 100 <= asGb.good) return { label: 'gb18030', skip: 0, torn: 0, damaged: false };
  throw new NoText('is neither UTF-8 nor UTF-16 nor GBK text; save it as UTF-8');
}
