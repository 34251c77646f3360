import { stringify } from 'yaml';
import { type Draft, hasWords, type Part, type Piece } from '../../quiz/formats/draft.js';
import { LOCALES } from '../../locale/index.js';

type Fields = Record<string, unknown>;

/** A text in every language; what is missing is there to be filled in. */
const texts = (part: Part): Fields => Object.fromEntries(LOCALES.map((locale) => [locale, part[locale] ?? '']));

const part = ({ id, text }: Piece): Fields => ({ id, ...texts(text) });
const pinned = (piece: Piece): Fields => (piece.pin ? { pin: true } : {});

/** Anything else is a place to fill in, never false. */
const TRUTH: ReadonlyMap<string, boolean> = new Map([['true', true], ['false', false]]);

/** What of a question differs by its kind: what is right above, its parts below the stem. */
function byKind({ kind, keys, pieces, groups, answers, near }: Draft): { above: Fields; below: Fields } {
  // a reason where none belongs is not lost either
  const why = (piece: Piece, needed: boolean): Fields => (needed || hasWords(piece.why) ? { why: texts(piece.why) } : {});
  switch (kind) {
    case 'typed':
      return { above: {}, below: { answers, near: near.map(({ text, why }) => ({ text, why: texts(why) })) } };
    case 'true-false':
      return { above: { key: TRUTH.get(keys[0] ?? '') ?? '' }, below: { why: texts(pieces.find(({ id }) => id !== keys[0])?.why ?? {}) } };
    case 'order':
      return { above: {}, below: { items: pieces.map((piece, at) => ({ ...part(piece), ...why(piece, at > 0) })) } };
    case 'classify':
      return { above: {}, below: { groups: groups.map(part), items: pieces.map((piece) => ({ ...part(piece), group: piece.group, ...why(piece, true) })) } };
    default: {
      const options = pieces.map((piece) => ({ ...part(piece), ...pinned(piece), ...why(piece, !keys.includes(piece.id)) }));
      return { above: kind === 'many-choice' ? { keys } : { key: keys.join(' ') }, below: { options } };
    }
  }
}

/** A question, or a draft with empty places to fill in, as an entry of `questions.yaml`; ends with a line end. */
export function questionYaml(draft: Draft): string {
  const { id, topic, difficulty, kind, source } = draft;
  const { above, below } = byKind(draft);
  const entry = { id, topic, difficulty: difficulty ?? '', kind, ...above, source, stem: texts(draft.stem), ...below, explanation: texts(draft.explanation) };
  return stringify([entry], { lineWidth: 0 });
}
