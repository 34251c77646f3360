import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FAULTS } from '../../adapters/faults.js';
import { LOCALES } from '../../src/locale/index.js';
import { PROOFS } from './proofs.js';

/** The names of the tests and groups of tests in a file; what several files run stands in `contracts`. */
const titles = (file: string): string[] => [...readFileSync(`tests/${file}${file.startsWith('contracts/') ? '' : '.test'}.ts`, 'utf8').matchAll(/(?:\bit|\btest|\bdescribe|\.each\([^]*?\)|\.skipIf\(\w+\))(?:\.\w+)*\(\s*(['`])([^]*?)\1/g)].map(([, , title = '']) => title);

describe('X5: the table of faults', () => {
  it('has a proof for every row, and no proof for none', () => {
    expect(Object.keys(PROOFS).toSorted()).toEqual(FAULTS.map(({ id }) => id).toSorted());
  });

  it.each(FAULTS)('$id: the tests that prove it are there', ({ id }) => {
    expect(PROOFS[id]!.length).toBeGreaterThan(0);
    expect(PROOFS[id]!.filter(([file, title]) => !titles(file).some((one) => one.includes(title)))).toEqual([]);
  });

  it.each(FAULTS)('$id: says in both languages what happens, and what is left to do', ({ fault, does, you }) => {
    for (const texts of [fault, does, you]) for (const locale of LOCALES) expect(texts[locale]).toMatch(/\S{2}/);
    for (const texts of [fault, does, you]) expect(texts['zh-CN']).toMatch(/\p{Script=Han}/u);
  });

  it('every file of this folder proves a row', () => {
    const named = new Set(Object.values(PROOFS).flat().map(([file]) => file));
    const here = readdirSync('tests/faults').flatMap((name) => (name.endsWith('.test.ts') ? [`faults/${name.slice(0, -'.test.ts'.length)}`] : []));
    expect(here.filter((file) => file !== 'faults/table' && !named.has(file))).toEqual([]);
  });
});
