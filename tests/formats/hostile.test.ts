import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { questionsSchema } from '../../src/io/content/question-schema.js';
import { readQuestions } from '../../src/io/content/questions.js';
import { questionYaml } from '../../src/io/content/question-write.js';
import { LOCALES, translator } from '../../src/locale/index.js';
import { completed, type Draft, draftOf, hasWords, type Piece } from '../../src/quiz/formats/draft.js';
import { flaws } from '../../src/quiz/formats/flaws.js';
import { formatOf, READABLE, readQuestionsFrom } from '../../src/quiz/formats/read.js';
import { placed, sentence } from '../../src/quiz/formats/said.js';
import { writeCsv } from '../../src/quiz/formats/csv.js';
import { writeGift } from '../../src/quiz/formats/gift-write.js';
import { unfold } from '../../src/io/content/unfold.js';
import { tame } from '../../src/text.js';
import { hostile } from '../core/arbitraries.js';
import { SAMPLES } from '../support/questions.js';
import { bank, nasty } from './arbitraries.js';

/** Whatever was read: every line is one of the text, and every sentence can be said. */
function sound(text: string): void {
  const last = text.split(/\r\n?|\n/).length;
  formatOf(text);
  for (const format of READABLE) {
    const { questions, drafts, problems } = readQuestionsFrom(text, format);
    const lines = [...questions.map(({ line }) => line), ...drafts.map(({ draft }) => draft.line), ...problems.map(({ line }) => line)];
    expect(lines.every((line) => Number.isInteger(line) && line >= 1 && line <= last)).toBe(true);
    for (const { question } of questions) expect(flaws(draftOf(question))).toEqual([]);
    for (const locale of LOCALES) {
      const t = translator(locale);
      const said = [...problems.map((one) => placed(t, one)), ...drafts.flatMap((one) => one.flaws.map((flaw) => sentence(t, flaw)))];
      expect(said.filter((one) => one === '' || one.includes('formats.') || one !== tame(one) || one.includes('\n'))).toEqual([]);
    }
  }
}

describe('A1: no text is too bad to read', () => {
  it('of signs of the formats, of whatever has broken programs, of anything', () => {
    fc.assert(fc.property(fc.oneof(nasty, hostile(), fc.array(nasty, { maxLength: 8 }).map((all) => all.join('\n'))), sound), { numRuns: 600 });
  });

  it('of a good export with a piece gone, doubled or put in: what is elsewhere is still read', () => {
    for (const [format, good] of [['gift', writeGift(SAMPLES)], ['csv', writeCsv(SAMPLES)]] as const) {
      fc.assert(
        fc.property(fc.nat(good.length), fc.nat(12), nasty, (at, gone, put) => {
          const text = good.slice(0, at) + put + good.slice(at + gone);
          sound(text);
          const { questions } = readQuestionsFrom(text, format);
          // an entry is a question and a language; a damaged one may tear the next along, never all
          if (format === 'gift') expect(questions.length).toBeGreaterThanOrEqual(SAMPLES.length - 3);
        }),
        { numRuns: 150 },
      );
    }
  });
});

const SHORT = fc.constantFrom('', 'x', '字', '```\nx', 'y'.repeat(181), 'z'.repeat(601));
const part = fc.record({ 'zh-CN': SHORT, en: SHORT }, { requiredKeys: [], noNullPrototype: true });
const piece: fc.Arbitrary<Partial<Piece>> = fc.record({ id: fc.constantFrom('a', 'b', 'true', 'g', ''), text: part, why: part, pin: fc.boolean(), group: fc.constantFrom('a', 'b', 'z', '') }, { requiredKeys: [], noNullPrototype: true });
const change: fc.Arbitrary<(draft: Draft) => Draft> = fc.oneof(
  fc.record({ id: fc.constantFrom('', 'ok-id', 'NO'), topic: fc.constantFrom('', 'x', 'ok'), difficulty: fc.constantFrom(undefined, 0, 2), source: fc.constantFrom('', 'lesson:13', 'lesson:77', 'http://', 'https://a.b/c', 'ftp://a.b', 'https://a b/'), stem: part, explanation: part, answers: fc.array(fc.constantFrom('a', 'A', 'b', ''), { maxLength: 4 }), keys: fc.array(fc.constantFrom('a', 'b', 'true', 'z'), { maxLength: 3 }) }, { requiredKeys: [], noNullPrototype: true }).map((fields) => (draft: Draft) => ({ ...draft, ...fields })),
  fc.tuple(fc.nat(6), piece, fc.constantFrom('pieces', 'groups')).map(([at, fields, list]) => (draft: Draft) => ({ ...draft, [list]: draft[list].map((one, i) => (i === at ? { ...one, ...fields } : one)) })),
  fc.tuple(fc.nat(6), fc.constantFrom('pieces', 'groups', 'near', 'answers')).map(([at, list]) => (draft: Draft) => ({ ...draft, [list]: draft[list].filter((_, i) => i !== at) })),
);

/** What the check of a course's folder says of one question. */
function checked(draft: Draft): string[] {
  const found: string[] = [];
  readQuestions(questionYaml(draft), '13', 'x', { lessons: new Set(['13', 'preface']), questions: new Map() }, (_, message) => found.push(message));
  return found;
}

describe('A1: a draft without flaws is a question for the check of the course, and one with flaws is none', () => {
  it('for every kind, with things changed and left out', () => {
    let whole = 0;
    fc.assert(
      fc.property(fc.constantFrom(...SAMPLES), fc.array(change, { minLength: 1, maxLength: 2 }), (sample, changes) => {
        const draft = changes.reduce((one, make) => make(one), { ...draftOf(sample), lesson: '13', source: 'lesson:13' });
        // which parts a statement has is not written, nor a second key
        fc.pre(draft.kind !== 'true-false' || (draft.keys.length < 2 && draft.pieces.map(({ id, pin }) => `${id}${pin}`).join() === 'truefalse,falsefalse' && !draft.pieces.some(({ id, why }) => id === draft.keys[0] && hasWords(why))));
        const found = flaws(draft, new Set(['13', 'preface']));
        if (found.length === 0) whole++;
        expect([found.map(({ key }) => key), checked(draft).length > 0]).toEqual([expect.anything(), found.length > 0]);
      }),
      { numRuns: 1500 },
    );
    expect(whole).toBeGreaterThan(20);
  });

  it('a statement whose key is neither true nor false is not written as a false one', () => {
    const statement = draftOf(SAMPLES.find(({ kind }) => kind === 'true-false')!);
    const draft = { ...statement, lesson: '13', source: 'lesson:13', keys: ['a'] };
    expect(questionYaml(draft)).toMatch(/^ {2}key: ""$/m);
    expect(checked(draft)).not.toEqual([]);
  });

  it('one choice with two keys is written with both, which the check does not take', () => {
    for (const kind of ['one-choice', 'next']) {
      const draft = { ...draftOf(SAMPLES.find((one) => one.kind === kind)!), lesson: '13', source: 'lesson:13', keys: ['b', 'a'] };
      expect(questionYaml(draft)).toMatch(/^ {2}key: b a$/m);
      expect(checked(draft)).not.toEqual([]);
    }
  });

  it('and comes back from questions.yaml as it was, but for spaces that Chinese does not have', () => {
    const folded = (text: string): string => JSON.stringify(JSON.parse(text), (_, value: unknown) => (typeof value === 'string' ? unfold(value) : value));
    fc.assert(
      fc.property(bank, (all) => {
        for (const question of all.filter((one) => flaws(draftOf(one)).length === 0)) {
          const found: string[] = [];
          const [read] = readQuestions(questionYaml(draftOf(question)), question.lesson, 'x', { lessons: undefined, questions: new Map() }, (_, message) => found.push(message));
          expect(found).toEqual([]);
          expect(folded(JSON.stringify(read))).toBe(folded(JSON.stringify(completed(draftOf(question)))));
        }
      }),
      { numRuns: 30 },
    );
    expect(questionsSchema.safeParse([]).success).toBe(true);
  });
});
