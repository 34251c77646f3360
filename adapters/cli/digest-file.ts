import type { Term } from '../../src/course/glossary.js';
import { identify, type PlacedComment } from '../../src/digest/comment.js';
import { type Digest, digestOf } from '../../src/digest/digest.js';
import { overview } from '../../src/digest/view.js';
import { readComments } from '../../src/digest/read.js';
import { readExport } from '../../src/io/exports/read.js';
import { type Locale, translator } from '../../src/locale/index.js';
import { heading } from '../../src/reply.js';
import { label } from '../../src/text.js';
import { renderText } from '../terminal/render.js';

/** The comments of an export, numbered from 1 in order of the file. @throws Unreadable */
export async function commentsIn(path: string): Promise<PlacedComment[]> {
  const file = await readExport(path);
  const comments = [];
  for await (const batch of file.batches) comments.push(...identify(batch, 'column', file.repeats));
  return comments.map((comment, i) => ({ ...comment, ref: String(i + 1) }));
}

/** How the digest takes each comment of one export: a JSON line a comment, in order of the file. */
export function* judged(file: string, comments: readonly PlacedComment[], glossary: readonly Term[], now: string): Iterable<string> {
  const read = readComments(comments, glossary);
  const digest = digestOf(read, { now });
  const listed = itemsOf(digest);
  const open = new Set(digest.sections.flatMap((section) => (section.open ? section.items.map((item) => item.ref) : [])));
  const order = new Set([...listed, ...read.map((one) => one.comment.ref), ...read.flatMap((one) => one.same.map(({ comment }) => comment.ref))]);
  const ranks = new Map([...order].map((ref, i) => [ref, i + 1]));
  const takes = new Map(read.flatMap((one) => [one, ...one.same].map(({ comment, classified }) => [comment.ref, { class: classified.class, stands: one.comment.ref }] as const)));
  for (const [index, { ref, text }] of comments.entries()) {
    const { class: name, stands } = takes.get(ref)!;
    yield JSON.stringify({ file, index, text, class: name, rank: ranks.get(ref), open: name === 'question' && open.has(stands), cluster: Number(stands) });
  }
}

/** Addresses of what the digest shows, best first. */
const itemsOf = ({ sections }: Digest): string[] =>
  sections
    .flatMap((section) => section.items)
    .sort((a, b) => a.rank - b.rank)
    .map((item) => item.ref);

/** The first page of one export's digest, as text. */
export function page(file: string, comments: readonly PlacedComment[], glossary: readonly Term[], now: string, locale: Locale): string {
  const digest = digestOf(readComments(comments, glossary), { now });
  const t = translator(locale);
  const terms = new Map(glossary.map((term) => [term.id, term.name[locale]]));
  const blocks = digest.total === 0 ? [{ kind: 'text' as const, spans: [t('digest.none')] }] : overview(digest, undefined, { locale, t, terms }).blocks;
  return renderText({ locale, blocks: [heading(label(file, 150)), ...blocks] });
}
