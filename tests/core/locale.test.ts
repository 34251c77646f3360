import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/index.js';
import { declare } from '../../src/commands/declare.js';
import { type Documents, settingsKey } from '../../src/documents.js';
import { answerLocale, placeLocale } from '../../src/languages.js';
import { en } from '../../src/locale/en/index.js';
import { everywhere, isLocale, type Key, type Locale, localeOf, LOCALES, translator } from '../../src/locale/index.js';
import { zhCN } from '../../src/locale/zh-CN/index.js';
import type { Audience } from '../../src/ports.js';

type Tree = { readonly [name: string]: string | Tree };

/** Every text by its path; the forms of a plural together under their common name. */
function texts(tree: Tree, path = ''): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [name, value] of Object.entries(tree)) {
    const inner = typeof value === 'string' ? new Map([[path + name.replace(/_(one|other)$/, ''), [value]]]) : texts(value, `${path}${name}.`);
    for (const [key, all] of inner) found.set(key, [...(found.get(key) ?? []), ...all]);
  }
  return found;
}
const placeholders = (all: readonly string[] = []) => [...new Set(all.flatMap((one) => one.match(/\{\{.*?\}\}/g) ?? []))].sort();

const catalogs: Record<Locale, Map<string, string[]>> = { en: texts(en), 'zh-CN': texts(zhCN) };
const keys = [...catalogs.en.keys()] as Key[];
const PARAMS = Object.fromEntries(placeholders([...catalogs.en.values()].flat()).map((name) => [name.slice(2, -2), name === '{{count}}' ? 2 : 'X']));

describe('I1: the catalogs', () => {
  it('have the same keys', () => {
    expect([...catalogs['zh-CN'].keys()].sort()).toEqual([...catalogs.en.keys()].sort());
    expect(keys.length).toBeGreaterThan(100);
  });

  it('have the same placeholders in every text and every plural form', () => {
    const off = keys.filter((key) => {
      const wanted = placeholders(catalogs.en.get(key)).join();
      return LOCALES.some((locale) => (catalogs[locale].get(key) ?? []).some((form) => placeholders([form]).join() !== wanted));
    });
    expect(off).toEqual([]);
  });

  it.each(LOCALES)('%s: a raw key or placeholder is never shown, for any key and count', (locale) => {
    for (const key of keys) {
      for (const count of [0, 1, 2, 5, 1000]) {
        const shown = translator(locale)(key, { ...PARAMS, count });
        expect(shown).not.toMatch(/\{\{|\}\}|\$t\(/);
        expect(shown).not.toContain(key);
        expect(shown.trim()).not.toBe('');
      }
    }
  });

  it('zh-CN is Chinese and English is not', () => {
    const chinese = keys.filter((key) => /\p{Script=Han}/u.test((catalogs['zh-CN'].get(key) ?? []).join('')));
    expect(chinese.length).toBeGreaterThan(keys.length * 0.9);
    expect(keys.filter((key) => key !== 'choice.language.zh-CN' && /\p{Script=Han}/u.test((catalogs.en.get(key) ?? []).join('')))).toEqual([]);
  });

  it('plurals: English has two forms', () => {
    const say = translator('en');
    expect([0, 1, 2].map((count) => say('lesson.count', { count }))).toEqual(['0 lessons', '1 lesson', '2 lessons']);
  });

  it.each(['<@U1>', '$t(help.title)', '{{max}}', '<b>&"', '\\', '$&'])('D7: what a person typed stays as it is: %s', (word) => {
    for (const locale of LOCALES) expect(translator(locale)('error.unknown-command', { word })).toContain(word);
  });

  it('I2: descriptions and choices are ≤ 100 characters, names ASCII', () => {
    for (const command of declare(COMMANDS)) {
      const all = [command, ...command.actions, ...command.actions.flatMap((action) => action.params)];
      for (const { name, about } of all) {
        expect(name).toMatch(/^[a-z]{0,32}$/);
        for (const locale of LOCALES) expect([about[locale].length >= 1, about[locale].length <= 100], `${command.name} ${name}`).toEqual([true, true]);
      }
      const labels = command.actions.flatMap((action) => action.params.flatMap((param) => param.choices.flatMap(({ label }) => LOCALES.map((locale) => label[locale]))));
      expect(labels.filter((label) => label.length < 1 || label.length > 100)).toEqual([]);
    }
  });

  it('every alias means one command', () => {
    const all = COMMANDS.flatMap((command) => [command.name, ...command.aliases]);
    expect(new Set(all).size).toBe(all.length);
  });

  it('everywhere gives each language its own text', () => {
    expect(everywhere('common.help')).toEqual({ en: 'Help', 'zh-CN': '帮助' });
  });
});

describe('I1: the language for a tag', () => {
  it.each<[string | undefined, Locale | undefined]>([
    ['zh-CN', 'zh-CN'],
    ['zh-TW', 'zh-CN'],
    ['zh-Hant-HK', 'zh-CN'],
    ['zh', 'zh-CN'],
    ['ZH_cn', 'zh-CN'],
    ['en', 'en'],
    ['en-GB', 'en'],
    ['en_US', 'en'],
    ['EN', 'en'],
    ['de', undefined],
    ['enm', undefined],
    ['zha', undefined],
    ['', undefined],
    ['-', undefined],
    ['constructor', undefined],
    [undefined, undefined],
  ])('%s → %s', (tag, locale) => {
    expect(localeOf(tag)).toBe(locale);
  });

  it('is one of ours only when it is written so', () => {
    expect(['zh-CN', 'en', 'zh', 'toString'].map(isLocale)).toEqual([true, true, false, false]);
  });
});

/** Documents in a map, with what member, channel and group have chosen. */
function chosen(choices: { m?: Locale; c?: Locale; g?: Locale }): Documents {
  const kept = new Map<string, unknown>(Object.entries(choices).map(([of, locale]) => [settingsKey(of), { locale }]));
  return { get: <T>(key: string) => Promise.resolve(kept.get(key) as T | undefined), set: (key, value) => Promise.resolve(kept.set(key, value)), delete: (key) => Promise.resolve(kept.delete(key)) };
}

describe('I1: whose language an answer speaks', () => {
  const zh = 'zh-CN';
  type Row = [string, { m?: Locale; c?: Locale; g?: Locale; app?: string; at?: string; asked?: string }, Record<Audience, Locale>];
  it.each<Row>([
    ['the default, where nobody chose', {}, { you: zh, 'in-place': zh, everyone: zh }],
    ['the platform’s word on the group', { at: 'en-US' }, { you: 'en', 'in-place': 'en', everyone: 'en' }],
    ['an unknown word of the platform', { at: 'de', app: 'fr' }, { you: zh, 'in-place': zh, everyone: zh }],
    ['the group’s choice before the platform’s', { g: zh, at: 'en' }, { you: zh, 'in-place': zh, everyone: zh }],
    ['the channel’s before the group’s', { c: 'en', g: zh }, { you: 'en', 'in-place': 'en', everyone: 'en' }],
    ['the member’s app before the channel, in private', { app: 'en-GB', c: zh }, { you: 'en', 'in-place': 'en', everyone: zh }],
    ['the member’s choice before the app', { m: zh, app: 'en', c: 'en' }, { you: zh, 'in-place': zh, everyone: 'en' }],
    ['the language asked for in this request first of all', { asked: 'en', m: zh, c: zh, g: zh }, { you: 'en', 'in-place': 'en', everyone: 'en' }],
  ])('%s', async (_, { app, at, asked, ...choices }, expected) => {
    const who = { member: { id: 'm', name: 'M', locale: app, admin: false }, place: { platform: 'page', group: 'g', channel: 'c', locale: at }, locale: asked };
    for (const audience of ['you', 'in-place', 'everyone'] as const) expect(await answerLocale(chosen(choices), who, audience, zh), audience).toBe(expected[audience]);
    if (!asked) expect(await placeLocale(chosen(choices), who.place, zh)).toBe(expected.everyone);
  });
});
