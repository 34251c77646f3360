import type { Locale } from '../../locale/index.js';

/** The language of a text that does not say it: Chinese where any of it is. */
export const languageOf = (text: string): Locale => (/\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en');
