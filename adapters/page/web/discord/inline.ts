/** Discord's inline marks as a tree: a small subset, what the bot sends and no more. Pure: text in, values out. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly url: string; readonly children: readonly Inline[] }
  | { readonly kind: 'strong' | 'em' | 'underline' | 'strike' | 'spoiler'; readonly children: readonly Inline[] };

const MARKS = [
  ['**', 'strong'],
  ['__', 'underline'],
  ['~~', 'strike'],
  ['||', 'spoiler'],
  ['*', 'em'],
  ['_', 'em'],
] as const;

/** Deeper than anybody nests marks; keeps hostile text cheap. */
const MAX_DEPTH = 6;
const ESCAPABLE = /[!-/:-@[-`{-~]/;

export function parseInline(source: string, depth = 0): Inline[] {
  const found: Inline[] = [];
  let plain = '';
  let at = 0;
  const flush = () => {
    if (plain) found.push({ kind: 'text', text: plain });
    plain = '';
  };
  const take = (node: Inline, end: number) => {
    flush();
    found.push(node);
    at = end;
  };
  while (at < source.length) {
    const char = source[at] as string;
    if (char === '\\' && ESCAPABLE.test(source[at + 1] ?? '')) {
      plain += source[at + 1];
      at += 2;
      continue;
    }
    const made = depth < MAX_DEPTH ? special(source, at, depth) : undefined;
    if (made) take(made.node, made.end);
    else {
      plain += char;
      at++;
    }
  }
  flush();
  return found;
}

interface Made {
  readonly node: Inline;
  readonly end: number;
}

function special(source: string, at: number, depth: number): Made | undefined {
  switch (source[at]) {
    case '`':
      return code(source, at);
    case '[':
      return maskedLink(source, at, depth);
    case '<':
      return bareLink(source, at, /^<(https?:\/\/[^\s<>]+)>/);
    case 'h':
      return /\w/.test(source[at - 1] ?? '') ? undefined : bareLink(source, at, /^(https?:\/\/[^\s<>[\]()\\]+)/);
    case '*':
    case '_':
    case '~':
    case '|':
      return marked(source, at, depth);
    default:
      return undefined;
  }
}

/** One or two back-ticks; inside, a back-slash is a back-slash. */
function code(source: string, at: number): Made | undefined {
  const fence = source.startsWith('``', at) ? '``' : '`';
  const close = source.indexOf(fence, at + fence.length);
  if (close <= at + fence.length) return undefined;
  const body = source.slice(at + fence.length, close);
  return { node: { kind: 'code', text: fence === '``' ? body.trim() : body }, end: close + fence.length };
}

function maskedLink(source: string, at: number, depth: number): Made | undefined {
  const close = findClose(source, at + 1, ']');
  if (close < 0 || source[close + 1] !== '(') return undefined;
  const [whole, angled, bare] = /^\((?:<(https?:\/\/[^\s<>]+)>|(https?:\/\/[^\s()]+(?:\([^\s()]*\)[^\s()]*)*))\)/.exec(source.slice(close + 1)) ?? [];
  const url = angled ?? bare;
  if (!whole || !url) return undefined;
  return { node: { kind: 'link', url, children: parseInline(source.slice(at + 1, close), depth + 1) }, end: close + 1 + whole.length };
}

function bareLink(source: string, at: number, shape: RegExp): Made | undefined {
  const [whole, url] = shape.exec(source.slice(at)) ?? [];
  if (!whole || !url) return undefined;
  return { node: { kind: 'link', url, children: [{ kind: 'text', text: url }] }, end: at + whole.length };
}

function marked(source: string, at: number, depth: number): Made | undefined {
  for (const [mark, kind] of MARKS) {
    if (!source.startsWith(mark, at)) continue;
    const start = at + mark.length;
    if (mark === '*' && /\s/.test(source[start] ?? ' ')) continue;
    const close = findClose(source, start, mark);
    if (close <= start) continue;
    // snake_case is no emphasis
    if (mark === '_' && /\w/.test(source[close + 1] ?? '')) continue;
    return { node: { kind, children: parseInline(source.slice(start, close), depth + 1) }, end: close + mark.length };
  }
  return undefined;
}

/** Where `mark` stands next, not escaped and not inside code; −1 where it does not. */
function findClose(source: string, from: number, mark: string): number {
  for (let at = from; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === '`') at = Math.max(at, (code(source, at)?.end ?? 0) - 1);
    else if (source.startsWith(mark, at)) {
      // a single star is not half of a pair
      if (mark.length === 1 && mark !== ']' && source[at + 1] === mark) at++;
      else if (mark === '**' && source[at + 2] === '*') continue;
      else return at;
    }
  }
  return -1;
}
