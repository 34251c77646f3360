import { isLocale, type Locale } from '../../locale/index.js';
import { isKind, type QuestionKind } from '../question.js';
import { blank, type Draft, inOne } from './draft.js';
import { cutGeneral, isHtml, isTruth, readChoice, readTruth, readTyped, wordsOf } from './gift-answers.js';
import { entriesOf, type Entry } from './gift-entries.js';
import { readMatching } from './gift-matching.js';
import { signsIn, unescapeGift } from './gift-signs.js';
import { fromHtml } from './html.js';
import { languageOf } from './language.js';
import { type Problem, said } from './said.js';

/** What the comments of an entry say; a tag `topic:pod` is the field `topic`. */
function fieldsOf(entry: Entry): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of entry.fields) {
    const tag = name === 'tag' ? /^(\w+):(.*)$/s.exec(value) : undefined;
    if (tag) fields.set(tag[1] as string, tag[2] as string);
    else if (name !== 'tag') fields.set(name, value);
  }
  return fields;
}

/** Title, words and answer block of an entry; undefined for what has none, which is named. */
function cutEntry({ line, text }: Entry, problems: Problem[]): { title: string; stem: string; answers: string } | undefined {
  const lineAt = (place: number) => line + text.slice(0, place).split('\n').length - 1;
  const begin = text.length - text.trimStart().length;
  const wrong = (place: number, key: 'no-answers' | 'brace' | 'glued') => void problems.push({ line: lineAt(place), ...said(`formats.problem.${key}`) });
  let title = '';
  let from = begin;
  if (text.startsWith('::', begin)) {
    const colons = signsIn(text.slice(begin + 2), ':');
    const end = colons.find((at, i) => colons[i + 1] === at + 1);
    if (end !== undefined) [title, from] = [unescapeGift(text.slice(begin + 2, begin + 2 + end)).trim(), begin + end + 4];
  }
  const braces = signsIn(text.slice(from), '{}').map((at) => at + from);
  const [open, close, more] = braces;
  if (open === undefined) return wrong(begin, 'no-answers');
  if (text[open] !== '{' || close === undefined || text[close] !== '}') return wrong(open, 'brace');
  if (more !== undefined) return wrong(more, text[more] === '{' ? 'glued' : 'brace');
  const tail = text.slice(close + 1).trim();
  const stem = text.slice(from, open);
  // a missing word: the answers stand where it goes
  return { title, stem: tail === '' ? stem : `${stem.trimEnd()} _____ ${tail}`, answers: text.slice(open + 1, close).trim() };
}

/** The kind that an answer block has, where the entry does not say it; undefined for what there is not here. */
function kindOf(answers: string): QuestionKind | undefined {
  if (answers === '' || answers.startsWith('#')) return undefined;
  if (signsIn(answers, '~').length > 0) return 'one-choice';
  if (answers.includes('->') && signsIn(answers, '=').length > 0) return 'classify';
  return isTruth(answers) ? 'true-false' : 'typed';
}

/** The answer block of a draft whose kind is known; undefined where it is of another kind. */
function answered(draft: Draft, answers: string, locale: Locale, html: boolean, fields: ReadonlyMap<string, string>): Draft | undefined {
  const reading = { locale, html, ids: fields.get('parts')?.split(',') ?? [] };
  if (draft.kind === 'order' || draft.kind === 'classify') return readMatching(draft, answers, locale, html, fields);
  if (draft.kind === 'typed') return { ...draft, ...readTyped(answers, reading) };
  if (draft.kind === 'true-false') {
    const truth = readTruth(answers, reading);
    return truth && { ...draft, ...truth };
  }
  const { pieces, keys, many } = readChoice(answers, reading);
  const kind = fields.has('kind') || !many ? draft.kind : 'many-choice';
  return { ...draft, kind, keys, pieces: pieces.map((piece) => ({ ...piece, pin: fields.get('pin') === piece.id })) };
}

/** The explanation; below that of a matching, where there are as many as items, the reason for each. */
function explained(draft: Draft, raw: string, locale: Locale, html: boolean): Draft {
  const plain = { ...draft, explanation: inOne(locale, wordsOf(raw, html)) };
  if (!html || (draft.kind !== 'order' && draft.kind !== 'classify')) return plain;
  const [explanation = '', list = ''] = unescapeGift(raw).split(/<ul><li>(.*)<\/li><\/ul>\s*$/s);
  const reasons = list.split('</li><li>');
  if (list === '' || reasons.length !== draft.pieces.length) return plain;
  const pieces = draft.pieces.map((piece, at) => ({ ...piece, why: inOne(locale, fromHtml(reasons[at] as string)) }));
  return { ...draft, pieces, explanation: inOne(locale, fromHtml(explanation)) };
}

function draftIn(entry: Entry, given: Locale | undefined, problems: Problem[]): Draft | undefined {
  const wrong = (key: 'essay' | 'numerical' | 'unreadable') => void problems.push({ line: entry.line, ...said(`formats.problem.${key}`) });
  const found = cutEntry(entry, problems);
  if (!found) return undefined;
  const fields = fieldsOf(entry);
  const html = isHtml(found.stem);
  const stem = wordsOf(found.stem, false);
  const name = fields.get('id') ?? (/^[a-z0-9-]{4,40}(?:\/[\w-]+)?$/.test(found.title) ? found.title : '');
  const [id = '', tongue = ''] = name.split('/');
  const locale = isLocale(tongue) ? tongue : (given ?? languageOf(stem));
  const { answers, general } = cutGeneral(found.answers);
  const block = answers.trim();
  const tagged = fields.get('kind') ?? '';
  const kind = isKind(tagged) ? tagged : kindOf(block);
  if (kind === undefined) return wrong(block === '' ? 'essay' : 'numerical');
  const difficulty = fields.get('difficulty');
  const head = {
    ...blank(entry.line, kind),
    id,
    lesson: fields.get('lesson') ?? '',
    topic: fields.get('topic') ?? '',
    difficulty: difficulty === undefined ? undefined : Number(difficulty) || 0,
    source: fields.get('source') ?? '',
    stem: inOne(locale, stem),
  };
  const draft = answered(head, block, locale, html, fields);
  return draft ? explained(draft, general, locale, html) : wrong('unreadable');
}

/** What a GIFT text has, an entry a draft. `given`: the language of entries that do not say theirs. */
export function readGift(lines: readonly string[], given: Locale | undefined, problems: Problem[]): Draft[] {
  return entriesOf(lines, problems).flatMap((entry) => draftIn(entry, given, problems) ?? []);
}
