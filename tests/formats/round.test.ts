import fc from 'fast-check';
import { parse } from 'gift-pegjs';
import { describe, expect, it } from 'vitest';
import { loadCourse } from '../../src/io/content/load.js';
import { type Locale, LOCALES } from '../../src/locale/index.js';
import { fitsAiken, keptInAiken } from '../../src/quiz/formats/aiken.js';
import { readCells, unguarded, writeCells } from '../../src/quiz/formats/csv-cells.js';
import { completed, draftOf } from '../../src/quiz/formats/draft.js';
import { flaws } from '../../src/quiz/formats/flaws.js';
import { escapeGift, unescapeGift } from '../../src/quiz/formats/gift-signs.js';
import { fromHtml, toHtml } from '../../src/quiz/formats/html.js';
import { formatOf, type Readable, readQuestionsFrom } from '../../src/quiz/formats/read.js';
import { type Writable, writeQuestions } from '../../src/quiz/formats/write.js';
import type { Question } from '../../src/quiz/question.js';
import { SAMPLES } from '../support/questions.js';
import { bank, nasty } from './arbitraries.js';

const { course } = await loadCourse('content/kubernetes');
if (!course) throw new Error('the course has mistakes');
const BANK = course.lessons.flatMap(({ questions }) => questions);

const written = (all: readonly Question[], format: Writable, locale?: Locale): string => writeQuestions(all, format, course, locale, 'en').text;

function back(text: string, format: Readable): Question[] {
  const { questions, drafts, problems } = readQuestionsFrom(text, format);
  expect(problems).toEqual([]);
  expect(drafts.map(({ draft, flaws }) => [draft.id, flaws])).toEqual([]);
  return questions.map(({ question }) => question);
}

describe.each(['gift', 'csv'] as const)('A1: %s out and in again is the same question', (format) => {
  it('for the whole bank of the course', () => {
    const text = written(BANK, format);
    expect(back(text, format)).toStrictEqual(BANK);
    expect(formatOf(text)).toBe(format);
    expect(writeQuestions(BANK, format, course, undefined, 'en').left).toEqual([]);
  });

  it('for questions of every kind with texts made of what formats are made of', () => {
    fc.assert(
      fc.property(bank, (all) => {
        fc.pre(all.every((one) => flaws(draftOf(one)).length === 0));
        expect(back(written(all, format), format)).toStrictEqual(all);
      }),
      { numRuns: 80 },
    );
  });

  it('for the samples; in one language and the other they are two halves of one', () => {
    expect(back(written(SAMPLES, format), format)).toStrictEqual(SAMPLES);
    for (const locale of LOCALES) {
      const { questions, drafts } = readQuestionsFrom(written(SAMPLES, format, locale), format);
      expect([questions.length, drafts.length]).toEqual([0, SAMPLES.length]);
    }
    // a table of each language cannot be put together; entries can
    if (format === 'gift') expect(back(LOCALES.map((locale) => written(SAMPLES, format, locale)).join('\n'), format)).toStrictEqual(SAMPLES);
  });

  it('with a byte order mark and Windows line ends as well', () => {
    const windows = written(SAMPLES, format).replace(/\r?\n/g, '\r\n');
    expect(back(`\uFEFF${windows}`, format)).toStrictEqual(SAMPLES);
  });
});

describe('A1: GIFT of ours is GIFT of others', () => {
  it('an independent parser reads every entry as the type that it is', () => {
    const types = { 'one-choice': 'MC', next: 'MC', 'many-choice': 'MC', 'true-false': 'TF', typed: 'Short', order: 'Matching', classify: 'Matching' };
    for (const all of [BANK, SAMPLES]) {
      const entries = parse(written(all, 'gift'));
      expect(entries.map((one) => [one.id, one.type])).toEqual(all.flatMap(({ id, kind }) => LOCALES.map((locale) => [`${id}/${locale}`, types[kind]])));
      entries.forEach((one, i) => {
        const question = all[i >> 1] as Question;
        const locale = LOCALES[i % 2] as Locale;
        if (one.type !== 'MC' || !('options' in question)) return;
        expect(one.stem).toEqual({ format: 'html', text: toHtml(question.stem[locale]).replace(/^[[%]/, (sign) => `&#${sign.charCodeAt(0)};`) });
        expect(one.choices.map(({ text }) => fromHtml(text.text))).toEqual(question.options.map(({ text }) => text[locale]));
        expect(one.choices.map(({ isCorrect, weight }) => isCorrect || (weight ?? 0) > 0)).toEqual(question.options.map(({ id }) => question.keys.includes(id)));
        expect(one.choices.map(({ feedback }) => feedback && fromHtml(feedback.text))).toEqual(question.options.map(({ why }) => why?.[locale] ?? null));
        expect(one.globalFeedback && fromHtml(one.globalFeedback.text)).toBe(question.explanation[locale]);
      });
    }
  });

  it('and reads every entry of questions with texts made of what formats are made of, but for those that are named', () => {
    fc.assert(
      fc.property(bank, (all) => {
        const named = new Set(writeQuestions(all, 'gift', course, undefined, 'en').left.map(({ params }) => params['ids']));
        const rest = all.filter(({ id }) => !named.has(id));
        expect(rest.length).toBeGreaterThan(5);
        expect(parse(written(rest, 'gift'))).toHaveLength(rest.length * 2);
      }),
      { numRuns: 30 },
    );
  });
});

describe('A1: Aiken keeps what it can', () => {
  const kept = (all: readonly Question[], locale: Locale) => {
    const fitting = all.filter((one) => fitsAiken(one, locale));
    const { questions, drafts, problems } = readQuestionsFrom(written(all, 'aiken', locale), 'aiken', { locale });
    expect([problems.filter(({ key }) => key !== 'formats.problem.empty'), questions]).toEqual([[], []]);
    expect(drafts.map(({ draft }) => ({ ...draft, line: 1 }))).toStrictEqual(fitting.map((one) => keptInAiken(one, locale)));
    return fitting;
  };

  it.each(LOCALES)('of the whole bank, in %s: stem, options and key of all questions with one right option and no code', (locale) => {
    expect(kept(BANK, locale)).toHaveLength(BANK.filter(({ kind, stem }) => kind === 'one-choice' && !stem[locale].includes('\n')).length);
    expect(formatOf(written(BANK, 'aiken', locale))).toBe('aiken');
  });

  it('of questions with texts made of what formats are made of', () => {
    fc.assert(fc.property(bank, fc.constantFrom(...LOCALES), (all, locale) => void kept(all, locale)), { numRuns: 80 });
  });

  it('and says what it left out', () => {
    expect(writeQuestions(SAMPLES, 'aiken', course, 'en', 'en').left).toMatchObject([
      { key: 'formats.left.kinds', params: { count: 6, ids: 's-many, s-true, s-false, s-typed, s-order, s-classify' } },
      { key: 'formats.left.shape', params: { count: 1, ids: 's-next' } },
      { key: 'formats.left.fields' },
      { key: 'formats.left.language', params: { locale: 'zh-CN' } },
    ]);
  });
});

describe('A1: what the formats stand on', () => {
  it('a question is a draft that lacks nothing', () => {
    for (const one of [...BANK, ...SAMPLES]) {
      expect(flaws(draftOf(one))).toEqual([]);
      expect(completed(draftOf(one))).toStrictEqual(one);
    }
  });

  it('any text comes back from HTML, from escapes and from cells; no cell begins as a formula', () => {
    fc.assert(
      fc.property(nasty, (raw) => {
        const text = raw.replaceAll('\r', '').trim();
        expect(fromHtml(toHtml(text))).toBe(text);
        expect(unescapeGift(escapeGift(raw))).toBe(raw);
        const { rows, open } = readCells(writeCells([[raw, 'x', raw]]), ',');
        expect(open).toEqual([]);
        expect(rows.map(({ cells }) => cells.map(unguarded))).toEqual([[raw, 'x', raw]]);
        expect(rows[0]?.cells[0]).not.toMatch(/^[=+\-@＝＋－＠\t]/);
      }),
      { numRuns: 2000 },
    );
  });
});
