import fc from 'fast-check';
import { everywhere } from '../../src/locale/index.js';
import type { Question } from '../../src/quiz/question.js';

/** What the formats themselves are made of, and what has broken readers before. */
const SIGNS = [
  '=', '~', '#', '####', '{', '}', ':', '::', '->', '%50%', '%', '\\', '\\n', '//', '$CATEGORY:', '[html]', '[id:x]', ']', '[', '&&092;', '&amp;', '&#35;', '<', '>', '<br>', '<ul><li>', '</li></ul>', '<pre>', '`', '`a`',
  ',', ';', '\t', '"', '""', "'", "'=", '=1+1', '+', '-', '@', '＝', '*', '\\*', 'A.', 'A) ', 'ANSWER: A', '答案：B', 'TRUE', 'T', 'F', '\n', '\n\n', ' ', 'x', '字', '👍🏽', 'e\u0301', '\u200B', '\u202E', '\u2028', '\u0007', '\u00A0', '　',
] as const;

const pieces = (maxLength: number) => fc.oneof({ weight: 4, arbitrary: fc.array(fc.constantFrom(...SIGNS), { maxLength }).map((all) => all.join('')) }, { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength }) });

/** Any text out of those signs, and lines of it. */
export const nasty = pieces(60);

/** Words as content has them: trimmed, something, well-formed, with LF; never a code fence by itself. */
const around = (core: string): fc.Arbitrary<string> =>
  fc.tuple(pieces(5), pieces(5)).map(([a, b]) => `${a}${core}${b}`.slice(0, 36).includes(core) ? `${a}${core}${b}`.slice(0, 36) : core).map((text) => text.toWellFormed().replaceAll('\r', '').replace(/```/g, '``').trim());

const each = (core: string) => fc.record({ 'zh-CN': around(`题${core}`), en: around(`w${core}w`) });
const fenced = (core: string) => fc.tuple(around(core), fc.constantFrom('', 'yaml', 'sh'), fc.array(around('kind'), { maxLength: 3 }), fc.constantFrom('', '\nthen?', '\n\n`x`?')).map(([text, language, code, end]) => `${text}\n\`\`\`${language}\n${code.map((one) => `  ${one}\n`).join('')}\`\`\`${end}`);

const common = (id: string) =>
  fc.record({
    id: fc.constant(id),
    lesson: fc.constantFrom('13', 'preface'),
    topic: fc.constantFrom('pod', 'a-b'),
    difficulty: fc.constantFrom(1, 2, 3),
    source: fc.oneof(fc.constant('lesson:13'), fc.constantFrom('https://example.org/a?b=[c]&d={e}#f', 'https://example.org/]~\\x,;"')),
    stem: each('?'),
    explanation: each('!'),
  });
const letters = (min: number, max: number) => fc.integer({ min, max }).chain((count) => fc.shuffledSubarray([...'abcdef'], { minLength: count, maxLength: count }));
const whyUnless = (none: boolean) => (none ? fc.constant(undefined) : each('because'));

const options = (ids: readonly string[], keys: readonly string[], pinned: string | undefined) =>
  fc.tuple(...ids.map((id) => fc.record({ id: fc.constant(id), text: each(id), why: whyUnless(keys.includes(id)), pin: fc.constant(id === pinned) })));

const choice = (id: string, kind: 'one-choice' | 'next' | 'many-choice'): fc.Arbitrary<Question> =>
  letters(4, kind === 'many-choice' ? 6 : 5).chain((ids) => {
    const keys = kind === 'many-choice' ? fc.shuffledSubarray(ids, { minLength: 2, maxLength: ids.length - 1 }) : fc.constantFrom(...ids).map((one) => [one]);
    return fc.tuple(keys, fc.option(fc.constantFrom(...ids), { nil: undefined })).chain(([right, pinned]) =>
      fc.record({ common: common(id), kind: fc.constant(kind), keys: fc.constant([...right].sort()), options: options(ids, right, pinned), code: fc.record({ 'zh-CN': fenced('题'), en: fenced('w') }) }).map(
        ({ common, code, ...rest }): Question => ({ ...common, ...rest, ...(kind === 'next' ? { stem: code } : {}) }),
      ),
    );
  });

const statement = (id: string): fc.Arbitrary<Question> =>
  fc.constantFrom('true', 'false').chain((key) =>
    fc.tuple(common(id), each('no')).map(([own, why]): Question => ({ ...own, kind: 'true-false', keys: [key], options: (['true', 'false'] as const).map((word) => ({ id: word, text: everywhere(`quiz.${word}`), why: word === key ? undefined : why, pin: false })) })),
  );

const typed = (id: string): fc.Arbitrary<Question> =>
  fc.tuple(common(id), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 3, max: 12 })).chain(([own, right, wrong]) =>
    fc.tuple(
      fc.tuple(...Array.from({ length: right }, (_, i) => around(`r${i}r`))),
      fc.tuple(...Array.from({ length: wrong }, (_, i) => fc.record({ text: around(`n${i}n`), why: each('no') }))),
    ).map(([answers, near]): Question => ({ ...own, kind: 'typed', answers, near })),
  );

const order = (id: string): fc.Arbitrary<Question> =>
  letters(4, 5).chain((ids) =>
    fc.tuple(common(id), fc.tuple(...ids.map((one, at) => fc.record({ id: fc.constant(one), text: each(one), why: whyUnless(at === 0) })))).map(([own, items]): Question => ({ ...own, kind: 'order', items })),
  );

const classify = (id: string): fc.Arbitrary<Question> =>
  fc.tuple(letters(4, 6), letters(2, 4)).chain(([ids, names]) =>
    fc
      .tuple(common(id), fc.tuple(...names.map((one) => fc.record({ id: fc.constant(one), text: each(`g${one}`) }))), fc.tuple(...ids.map((one, at) => fc.record({ id: fc.constant(one), text: each(one), why: each('so'), group: at < names.length ? fc.constant(names[at] as string) : fc.constantFrom(...names) }))))
      .map(([own, groups, items]): Question => ({ ...own, kind: 'classify', groups, items })),
  );

/** Whole questions of all kinds, one of each, with texts out of what formats are made of. */
export const bank: fc.Arbitrary<Question[]> = fc.tuple(choice('q-one', 'one-choice'), choice('q-next', 'next'), choice('q-many', 'many-choice'), statement('q-word'), typed('q-typed'), order('q-order'), classify('q-classify')).map((all) => structuredClone(all));
