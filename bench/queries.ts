import type { Corpus } from './corpus.js';
import { pieceOf } from './piece.js';
import type { Chance } from './random.js';
import type { Locale } from '../src/locale/index.js';

export interface Wanted {
  readonly q: string;
  readonly id: string;
}

/** Known-item queries, the way that people ask: two terms, in a question, with a slip, with a piece of the text. */
export function wanted({ made }: Corpus, locale: Locale, count: number, chance: Chance): Wanted[] {
  return Array.from({ length: count }, (_, i) => {
    const { lesson, terms } = chance.pick(made);
    const [a, b] = [terms[0].name[locale], terms[1].name[locale]];
    const piece = pieceOf(lesson.written?.[locale].summary ?? '', locale, chance);
    const zh = locale === 'zh-CN';
    const asked = [
      `${b} ${a}`,
      zh ? `${a}和${b}有什么关系` : `how do ${a} and ${b} work together`,
      slip(`${a} ${b}`, chance),
      `${a} ${b} ${piece}`,
    ];
    return { q: asked[i % asked.length] as string, id: lesson.id };
  });
}

/** Two neighbouring letters of the longest Latin word swapped, or the text as it is where no word is long enough. */
function slip(text: string, chance: Chance): string {
  const longest = (text.match(/[A-Za-z]{5,}/g) ?? []).sort((one, other) => other.length - one.length)[0];
  if (longest === undefined) return text;
  const at = 1 + chance.below(longest.length - 2);
  return text.replace(longest, `${longest.slice(0, at)}${longest[at + 1]}${longest[at]}${longest.slice(at + 2)}`);
}
