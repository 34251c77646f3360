import i18next from 'i18next';
import { en } from './en/index.js';
import { zhCN } from './zh-CN/index.js';

export const LOCALES = ['zh-CN', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** Every path to a text, plural forms (`_one`, `_other`) under their common name. */
type Paths<T> = { [K in keyof T & string]: T[K] extends string ? (K extends `${infer Base}_${'one' | 'other'}` ? Base : K) : `${K}.${Paths<T[K]>}` }[keyof T & string];
export type Key = Paths<typeof en>;
export type Params = Readonly<Record<string, string | number>>;
export type T = (key: Key, params?: Params) => string;

const i18n = i18next.createInstance();
await i18n.init({
  resources: { en: { translation: en }, 'zh-CN': { translation: zhCN } },
  lng: 'en',
  fallbackLng: false,
  load: 'currentOnly',
  // texts go to renderers that treat them as data; the default would mangle <@U1>
  interpolation: { escapeValue: false },
});

const fixed = Object.fromEntries(LOCALES.map((locale) => [locale, i18n.getFixedT(locale)])) as Record<Locale, ReturnType<typeof i18n.getFixedT>>;

/** Texts in which nothing is filled in: most of them, and the same each time. */
const plain: Record<Locale, Map<Key, string>> = { 'zh-CN': new Map(), en: new Map() };

function plainText(locale: Locale, key: Key): string {
  const text = plain[locale].get(key) ?? fixed[locale](key, {});
  plain[locale].set(key, text);
  return text;
}

/** The texts of one language. */
export const translator = (locale: Locale): T => (key, params) => (params === undefined ? plainText(locale, key) : fixed[locale](key, params));

/** A text in every language. */
export const everywhere = (key: Key, params?: Params): Record<Locale, string> =>
  Object.fromEntries(LOCALES.map((locale) => [locale, translator(locale)(key, params)])) as Record<Locale, string>;

/** The interface language for a BCP 47 tag (`zh-TW` is served zh-CN, `en-GB` en), undefined for others. */
export function localeOf(tag: string | undefined): Locale | undefined {
  const language = tag?.toLowerCase().split(/[-_]/)[0];
  return LOCALES.find((locale) => locale.split('-')[0] === language);
}

export const isLocale = (name: string): name is Locale => (LOCALES as readonly string[]).includes(name);
