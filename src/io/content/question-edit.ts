import { isMap, isSeq, parseDocument, type YAMLMap } from 'yaml';

/** A stretch of a file, UTF-16 units. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** The lines of an entry, from its dash on; undefined where more than its dash stands before it. */
function spanOf(source: string, entry: YAMLMap): Span | undefined {
  const [start = 0, end = 0] = entry.range ?? [];
  const dash = /(?<=^|\n)[ \t]*-\s+$/.exec(source.slice(Math.max(0, start - 200), start));
  if (!dash) return undefined;
  const from = start - dash[0].length;
  const written = source.slice(from, end).trimEnd().length;
  const line = source.indexOf('\n', from + written);
  return { from, to: line < 0 ? source.length : line + 1 };
}

/**
 * Puts entries of questions into the text of a `questions.yaml`, each in the place of the one that has its id, or below
 * all others; whatever else stands there stays, byte for byte. Undefined where the text is no list of entries, a line
 * or more each.
 */
export function withQuestions(source: string, entries: ReadonlyMap<string, string>): string | undefined {
  const document = parseDocument(source, { prettyErrors: false, uniqueKeys: true });
  const { contents } = document;
  if (document.errors.length > 0 || (contents !== null && !(isSeq(contents) && !contents.flow))) return undefined;
  const eol = source.includes('\r\n') ? '\r\n' : '\n';
  const places = new Map<string, Span>();
  let indent = '';
  for (const item of contents?.items ?? []) {
    const span = isMap(item) && !item.flow ? spanOf(source, item) : undefined;
    if (!span) return undefined;
    indent = /^[ \t]*/.exec(source.slice(span.from))?.[0] ?? '';
    places.set(String((item as YAMLMap).get('id')), span);
  }
  const shifted = (entry: string): string => entry.replace(/^(?=.)/gm, indent).replaceAll('\n', eol);
  const apart = /\n[ \t]*\r?\n[ \t]*- /.test(source) ? eol : '';
  const edits = [...entries].map(([id, entry]) => ({ entry: shifted(entry), span: places.get(id) }));
  const kept = edits.filter((edit) => edit.span).sort((a, b) => (a.span as Span).from - (b.span as Span).from);

  let text = '';
  let from = 0;
  for (const { entry, span } of kept as { entry: string; span: Span }[]) {
    text += source.slice(from, span.from) + entry;
    from = span.to;
  }
  text += source.slice(from);
  for (const { entry } of edits.filter((edit) => !edit.span)) {
    if (text !== '' && !text.endsWith('\n')) text += eol;
    text += (text === '' ? '' : apart) + entry;
  }
  return text;
}
