import { Parser } from 'htmlparser2';

/** A tag that stands in a text, from its `<` to after its `>`. */
export interface Tag {
  readonly name: string;
  readonly open: boolean;
  readonly from: number;
  readonly to: number;
}

/** Deepest nesting that is followed: the parser's work grows with it, so that a megabyte of `<div>` would take minutes. */
const MAX_DEPTH = 200;

class TooDeep extends Error {}

/** The tags of a text from `from` on, as an HTML parser sees them; undefined where they are nested too deeply. */
export function tagsOf(source: string, from: number): Tag[] | undefined {
  const tags: Tag[] = [];
  let depth = 0;
  const parser = new Parser(
    {
      onopentag(name) {
        if (++depth > MAX_DEPTH) throw new TooDeep();
        tags.push({ name, open: true, from: from + parser.startIndex, to: from + parser.endIndex + 1 });
      },
      onclosetag(name, implied) {
        depth--;
        if (!implied) tags.push({ name, open: false, from: from + parser.startIndex, to: from + parser.endIndex + 1 });
      },
    },
    { decodeEntities: false },
  );
  try {
    parser.end(source.slice(from));
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    return undefined;
  }
  return tags;
}
