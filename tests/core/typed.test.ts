import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matches } from '../../src/quiz/typed.js';
import { hostile } from './arbitraries.js';
import { LABELLED, type Labelled } from './typed-pairs.js';

const why = { 'zh-CN': '不对', en: 'no' };
const asked = (answers: readonly string[], near: readonly string[] = []) => ({ answers, near: near.map((text) => ({ text, why })) });
const accepted = (row: Labelled, typed: string) => matches(asked(row.answers, row.near), typed, row.others);
const pairs = (side: 'right' | 'wrong') => LABELLED.flatMap((row) => row[side].map((typed) => ({ row, typed })));
const named = (all: ReturnType<typeof pairs>) => all.map(({ row, typed }) => `${row.answers[0]} ← ${typed}`);

describe('Q5: labelled pairs of answers and typed texts', () => {
  it('are many, and about as many wrong as right', () => {
    const [right, wrong] = [pairs('right'), pairs('wrong')];
    expect(right.length + wrong.length).toBeGreaterThanOrEqual(280);
    expect(right.length / (right.length + wrong.length)).toBeGreaterThan(0.4);
    for (const row of LABELLED) expect(new Set([...row.right, ...row.wrong]).size, row.answers[0]).toBe(row.right.length + row.wrong.length);
  });

  it('no wrong one is accepted', () => {
    expect(named(pairs('wrong').filter(({ row, typed }) => accepted(row, typed)))).toEqual([]);
  });

  it('at least 98 of 100 right ones are accepted', () => {
    const missed = pairs('right').filter(({ row, typed }) => !accepted(row, typed));
    expect(1 - missed.length / pairs('right').length, named(missed).join('; ')).toBeGreaterThanOrEqual(0.98);
    // the price of "patch is not watch"
    expect(named(missed)).toEqual(['Deployment ← Seployment']);
  });

  it('every answer of the table is right, and every near text and other answer wrong', () => {
    for (const row of LABELLED) {
      for (const answer of row.answers) expect(accepted(row, answer), answer).toBe(true);
      for (const text of [...(row.near ?? []), ...(row.others ?? [])]) expect(accepted(row, text), `${row.answers[0]} ← ${text}`).toBe(false);
    }
  });
});

const answer = fc.constantFrom(...LABELLED.flatMap((row) => row.answers));
const wide = (text: string) => text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
/** Where case is meaning: flags of one letter, and m and M after a number. */
const CASED = /(?:^| )-[A-Za-z]\b|\d[mM]$/;

describe('Q5: whatever the answer', () => {
  it('it is right in any case, width and spacing', () => {
    fc.assert(
      fc.property(answer, fc.constantFrom(wide, (text: string) => text), fc.constantFrom('upper', 'lower', 'none'), fc.constantFrom('', ' ', '\u3000', '\n', '\u00A0 '), (text, width, letters, space) => {
        const cased = letters === 'none' || CASED.test(text) ? text : letters === 'upper' ? text.toUpperCase() : text.toLowerCase();
        expect(matches(asked([text]), `${space}${width(cased.replaceAll(' ', ` ${space}`))}${space}`)).toBe(true);
      }),
    );
  });

  it('another digit is never right', () => {
    const digits = fc.constantFrom(...LABELLED.flatMap((row) => row.answers).filter((text) => /\d/.test(text)), 'http2 server', 'Kubernetes 1.30 release', 'layer 4 balancer', 'base64 encoding', 'k8s');
    const change = fc.tuple(digits, fc.nat(), fc.constantFrom('0', '1', '2', '3', '7', '9', '', '11', 'l', 'O'));
    fc.assert(
      fc.property(change, ([text, place, other]) => {
        const at = [...text.matchAll(/\d/g)].map(({ index }) => index);
        const where = at[place % at.length] as number;
        fc.pre(text[where] !== other);
        expect(matches(asked([text]), text.slice(0, where) + other + text.slice(where + 1))).toBe(false);
      }),
    );
  });

  it('a digit more is never right, wherever it stands', () => {
    fc.assert(
      fc.property(answer, fc.nat(), fc.integer({ min: 0, max: 9 }), (text, place, digit) => {
        const at = place % (text.length + 1);
        expect(matches(asked([text]), `${text.slice(0, at)}${digit}${text.slice(at)}`)).toBe(false);
      }),
    );
  });

  it('quotes on either side change nothing, on the answer as on the guess', () => {
    const quotes = fc.constantFrom('""', "''", '“”', '‘’', '「」', '『』', '``', '＂＂', '«»');
    const guess = fc.oneof(answer, fc.constantFrom('uncordon', 'Pood', 'v1beta2', 'stateful set', '拓撲'));
    fc.assert(
      fc.property(answer, guess, quotes, quotes, (text, typed, one, two) => {
        const plain = matches(asked([text.replace(/"/g, '')]), typed.replace(/"/g, ''));
        expect(matches(asked([`${one[0]}${text.replace(/"/g, '')}${one[1]}`]), `${two[0]}${typed.replace(/"/g, '')}${two[1]}`)).toBe(plain);
      }),
    );
  });

  it('a near text or the answer of another card is never right, but where the answer itself is typed', () => {
    fc.assert(
      fc.property(answer, answer, fc.boolean(), (text, other, near) => {
        fc.pre(!matches(asked([text]), other));
        expect(matches(asked([text], near ? [other] : []), other, near ? [] : [other])).toBe(false);
        expect(matches(asked([text], near ? [other] : []), text, near ? [] : [other])).toBe(true);
      }),
    );
  });

  it('two letters wrong in one word are never right', () => {
    const word = fc.constantFrom('Deployment', 'scheduler', 'kubernetes', 'idempotent', 'namespace', 'reconciliation');
    fc.assert(
      fc.property(word, fc.nat(), fc.nat(), (text, first, second) => {
        const [one, two] = [first % text.length, second % text.length];
        fc.pre(Math.abs(one - two) > 1);
        const typed = [...text].map((char, at) => (at === one || at === two ? 'x' : char)).join('');
        expect(matches(asked([text]), typed)).toBe(false);
      }),
    );
  });

  it('hostile text matches nothing that it is not, and never throws', () => {
    fc.assert(
      fc.property(hostile(), hostile(), fc.array(hostile(), { maxLength: 3 }), (text, typed, others) => {
        expect(typeof matches(asked([text], others), typed, others)).toBe('boolean');
        expect(matches(asked(['reconcile']), `${typed}\u{1F914}`)).toBe(false);
      }),
    );
  });

  it('nothing, and what is very long, is never right', () => {
    for (const typed of ['', ' ', '\n', '\u200B', '""', '「」', '\u3164', 'Pod '.repeat(100), 'x'.repeat(1_000_000), `Pod${' '.repeat(500)}`]) {
      expect(matches(asked(['Pod', typed.trim() === '' ? typed : 'Node']), typed), typed.slice(0, 20)).toBe(false);
    }
  });

  it('an answer that another card shares stays right', () => {
    expect(matches(asked(['Deployment']), 'deployment', ['deployments', 'Pod'])).toBe(true);
    expect(matches(asked(['Deployment']), 'Deploymnt', ['Deployment'])).toBe(true);
  });

  it('a guess as near to a wrong text as to the answer is not forgiven', () => {
    expect(matches(asked(['reconcilor']), 'reconcilir')).toBe(true);
    expect(matches(asked(['reconcilor'], ['reconciler']), 'reconcilir')).toBe(false);
  });
});
