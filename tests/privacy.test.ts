import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BELONGINGS } from '../src/progress/belongings.js';
import { DECLINED_TTL_MS } from '../src/quiz/own/suggestion.js';
import { PRACTICE_TTL_MS } from '../src/quiz/practice.js';
import { ROUND_TTL_MS } from '../src/quiz/round.js';
import { LOCALES, translator } from '../src/locale/index.js';

const FILES = { en: 'PRIVACY.md', 'zh-CN': 'PRIVACY.zh-CN.md' } as const;

describe.each(LOCALES)('P4: the privacy statement in %s', (locale) => {
  const said = readFileSync(FILES[locale], 'utf8');

  it('names every kind of thing that is kept of a member, in the order of an export, and no other', () => {
    const kinds = [...said.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
    expect(kinds).toEqual(BELONGINGS.map(({ name }) => name));
  });

  it('says for how long the rest is kept, as the program has it', () => {
    const days = (ms: number) => (locale === 'en' ? `${ms / 86_400_000} days` : `${ms / 86_400_000} 天`);
    expect([ROUND_TTL_MS, PRACTICE_TTL_MS, DECLINED_TTL_MS].every((ms) => said.includes(days(ms)))).toBe(true);
  });

  it('names the button that deletes, as it is written there, and leads to the other language', () => {
    expect(said).toContain(translator(locale)('mydata.delete'));
    for (const [, path = ''] of said.matchAll(/\]\(([^)]+)\)/g)) expect(existsSync(path)).toBe(true);
  });
});
