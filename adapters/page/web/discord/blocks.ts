/** Discord's block marks: headings, small print, quotes, lists, fenced code. Pure: text in, values out; a style may run over lines. */
export type MdBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'subtext'; readonly text: string }
  | { readonly kind: 'lines'; readonly text: string }
  /** Lists, headings and code stand in quotes too; a quote in a quote does not. */
  | { readonly kind: 'quote'; readonly blocks: readonly MdBlock[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly start: number; readonly items: readonly { readonly text: string; readonly depth: number }[] }
  | { readonly kind: 'code'; readonly language: string; readonly text: string };

const HEADING = /^(#{1,3}) +(.+)$/;
const SUBTEXT = /^-# +(.+)$/;
const ITEM = /^( *)(?:[-*]|(\d{1,9})\.) +(.*)$/;
/** A line of a list item after its first. */
const MORE = /^ (.*)$/;
const FENCE = /^```([\w+#.-]*)$/;

export function parseBlocks(source: string, inQuote = false): MdBlock[] {
  const lines = source.split('\n');
  const blocks: MdBlock[] = [];
  let at = 0;
  /** Takes lines as long as they fit. */
  const run = <T>(read: (line: string) => T | undefined): T[] => {
    const taken: T[] = [];
    for (; at < lines.length; at++) {
      const one = read(lines[at] as string);
      if (one === undefined) break;
      taken.push(one);
    }
    return taken;
  };
  const quoted = (line: string) => (inQuote ? undefined : line.startsWith('> ') ? line.slice(2) : line === '>' ? '' : undefined);
  const isQuote = (line: string) => quoted(line) !== undefined || (!inQuote && line.startsWith('>>> '));
  const quote = (quotedLines: readonly string[]): MdBlock => ({ kind: 'quote', blocks: parseBlocks(quotedLines.join('\n'), true) });

  while (at < lines.length) {
    const line = lines[at] as string;
    const [, language] = FENCE.exec(line) ?? [];
    const end = language === undefined ? -1 : lines.indexOf('```', at + 1);
    const [, marks, title] = HEADING.exec(line) ?? [];
    const [, small] = SUBTEXT.exec(line) ?? [];
    if (language !== undefined && end > 0) {
      blocks.push({ kind: 'code', language, text: lines.slice(at + 1, end).join('\n') });
      at = end + 1;
    } else if (marks && title) {
      blocks.push({ kind: 'heading', level: marks.length as 1 | 2 | 3, text: title });
      at++;
    } else if (small) {
      blocks.push({ kind: 'subtext', text: small });
      at++;
    } else if (!inQuote && line.startsWith('>>> ')) {
      blocks.push(quote([line.slice(4), ...lines.slice(at + 1)]));
      at = lines.length;
    } else if (quoted(line) !== undefined) blocks.push(quote(run(quoted)));
    else if (ITEM.test(line)) blocks.push(list(run((one) => ITEM.exec(one) ?? MORE.exec(one) ?? undefined)));
    else {
      at++;
      blocks.push({ kind: 'lines', text: [line, ...run((one) => (isPlain(one) && !isQuote(one) ? one : undefined))].join('\n') });
    }
  }
  return blocks;
}

const isPlain = (line: string): boolean => !HEADING.test(line) && !SUBTEXT.test(line) && !ITEM.test(line) && !FENCE.test(line);

function list(found: readonly RegExpExecArray[]): MdBlock {
  const number = found[0]?.[2];
  const items: { text: string; depth: number }[] = [];
  for (const [whole, indent = '', , text] of found) {
    const last = items.at(-1);
    if (text !== undefined) items.push({ text, depth: Math.min(5, Math.floor(indent.length / 2)) });
    else if (last) last.text += `\n${whole.slice(1)}`;
  }
  return { kind: 'list', ordered: number !== undefined, start: Number(number ?? 1), items };
}
