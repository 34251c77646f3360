import { type FileHandle, open, stat } from 'node:fs/promises';
import { countRepeats, type Repeats } from '../../digest/repeats.js';
import type { Refused, ScannedComment } from '../../digest/scan/scan.js';
import { MAX_RESCUE } from '../../digest/scan/rescue.js';
import { scanExport } from '../../digest/scan/scan.js';
import { createScanner } from '../../digest/scan/scanner.js';
import { type Encoding, encodingOf, NoText } from './encoding.js';

/** What a file turned out to have, when all of it is read. */
export interface ExportReport {
  /** How many comments the file says it has; undefined where it does not say. */
  readonly declared: number | undefined;
  readonly found: number;
  /** Whether there is a block of comments at all. */
  readonly block: boolean;
  /** The file ends inside its block of comments. */
  readonly cut: boolean;
  /** The first 100 of `refusals`. */
  readonly refused: readonly Refused[];
  readonly refusals: number;
  /** An HTML parser was needed. */
  readonly rescued: boolean;
  readonly encoding: Encoding['label'];
  /** Some bytes were no text and became U+FFFD. */
  readonly damaged: boolean;
}

export interface ExportFile {
  /** The beginning of the file, at most 64 Ki units: where its title is. */
  readonly head: string;
  /** Numbers exact repeats over all batches; for `identify`. */
  readonly repeats: Repeats;
  /** The comments in the order of the file, at most 500 at a time. To be read once, to its end. */
  readonly batches: AsyncIterable<readonly ScannedComment[]>;
  /** Complete when the batches are read. */
  report(): ExportReport;
}

/** The file is not there, or no text; the message is for the person and names it. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

const CHUNK = 64 * 1024;
const HEAD = 64 * 1024;
const MAX_BATCH = 500;
/** UTF-16 units of text in one batch, about. */
const MAX_UNITS = 2 * 1024 * 1024;
const MAX_REFUSED = 100;

/**
 * Reads an exported lesson in bounded memory, whatever its size. Small files are read as a whole, so that an HTML
 * parser can have a second look at damaged ones.
 * @throws Unreadable
 */
export async function readExport(path: string): Promise<ExportFile> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  try {
    const { size } = await stat(path);
    const encoding = await encodingOf(file);
    const text = named(path, textOf(file, encoding, size));
    const first = await text.next();
    const head = first.done === true ? '' : first.value;
    return collect({ file, head, text, size, encoding });
  } catch (error) {
    await file.close();
    throw unreadable(path, error);
  }
}

/** An error of the file as one for the person; every other one as it is. */
function unreadable(path: string, cause: unknown): unknown {
  if (cause instanceof NoText) return new Unreadable(`${path} ${cause.message}. Nothing of it was read.`, { cause });
  if (!(cause instanceof Error && 'syscall' in cause && 'code' in cause)) return cause;
  return new Unreadable(`${path} cannot be read: ${cause.code === 'ENOENT' ? 'there is no such file' : cause.message}.`, { cause });
}

async function* named(path: string, text: AsyncGenerator<string>): AsyncGenerator<string> {
  try {
    yield* text;
  } catch (error) {
    throw unreadable(path, error);
  }
}

async function* textOf(file: FileHandle, { label, skip, torn }: Encoding, size: number): AsyncGenerator<string> {
  const decoder = new TextDecoder(label);
  const buffer = Buffer.alloc(CHUNK);
  const end = size - torn;
  for (let at = skip; at < end; ) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(CHUNK, end - at), at);
    if (bytesRead === 0) break;
    at += bytesRead;
    yield decoder.decode(buffer.subarray(0, bytesRead), { stream: true });
  }
  yield decoder.decode();
}

interface Source {
  readonly file: FileHandle;
  readonly head: string;
  readonly text: AsyncGenerator<string>;
  readonly size: number;
  readonly encoding: Encoding;
}

function collect({ file, head, text, size, encoding }: Source): ExportFile {
  let comments: ScannedComment[] = [];
  const refused: Refused[] = [];
  const report = { declared: undefined as number | undefined, found: 0, block: false, cut: false, refusals: 0, rescued: false };
  const refuse = (one: Refused) => {
    report.refusals++;
    if (refused.length < MAX_REFUSED) refused.push(one);
  };
  /** Whole batches of what is there; at the end of the file the rest too. */
  function* ready(all: boolean): Generator<readonly ScannedComment[]> {
    let from = 0;
    for (let to = 0, units = 0; to <= comments.length; to++) {
      const last = all && to === comments.length && to > from;
      if (to - from >= MAX_BATCH || units > MAX_UNITS || last) {
        yield comments.slice(from, to);
        report.found += to - from;
        [from, units] = [to, 0];
      }
      units += (comments[to]?.text.length ?? 0) + (comments[to]?.reply?.length ?? 0);
    }
    comments = comments.slice(from);
  }
  async function* whole(): AsyncGenerator<readonly ScannedComment[]> {
    let source = head;
    for await (const piece of text) source += piece;
    const scan = scanExport(source);
    for (const one of scan.refused) refuse(one);
    comments = scan.comments;
    Object.assign(report, { declared: scan.declared, block: scan.block, cut: scan.cut, rescued: scan.rescued === true });
    yield* ready(true);
  }
  async function* stream(): AsyncGenerator<readonly ScannedComment[]> {
    const scanner = createScanner({ comment: (comment) => comments.push(comment), refused: refuse });
    scanner.push(head);
    for await (const piece of text) {
      scanner.push(piece);
      yield* ready(false);
    }
    Object.assign(report, scanner.end());
    yield* ready(true);
  }
  async function* batches(): AsyncGenerator<readonly ScannedComment[]> {
    try {
      yield* size <= MAX_RESCUE ? whole() : stream();
    } finally {
      await file.close();
    }
  }
  return {
    head: head.slice(0, HEAD),
    repeats: countRepeats(size),
    batches: batches(),
    report: () => ({ ...report, refused, encoding: encoding.label, damaged: encoding.damaged }),
  };
}
