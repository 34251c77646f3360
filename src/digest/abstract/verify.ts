import { cost, sum } from '../../limits.js';
import type { Locale } from '../../locale/index.js';
import { oneLine } from '../../text.js';
import { graphemesOf, showable } from '../graphemes.js';
import type { Claim } from './answer.js';
import { isIn, languageOf, speaksOf } from './language.js';
import type { Material, Source } from './material.js';
import { attributes, speaksOfReplies, withoutNames } from './people.js';
import { quotationsOf } from './quotations.js';

/** Sentences of an abstract; UTF-16 units of one; citations of one; and what all of them cost together, by `cost`. */
export const BOUNDS = { sentences: 5, sentence: 240, cites: 3, all: 750 } as const;

/** What a rule looks at: one sentence beside the comments. */
interface Case {
  readonly text: string;
  /** NFKC, so that a full-width `＠` is one too. */
  readonly plain: string;
  readonly cites: readonly string[];
  readonly cited: readonly Source[];
  /** The authors of the cited comments, and of all. */
  readonly theirs: readonly string[];
  readonly authors: readonly string[];
  readonly quotes: readonly string[];
  /** The text without its quotations. */
  readonly outside: string;
  readonly locale: Locale;
}

const LINK = /:\/\/|\bwww\.|\bmailto:|[\p{L}\p{N}-]\.(?:com|org|net|io|cn|dev|me|cc|top|xyz|info|app|co|ai|tv|ly|gg|tk|ru|site|online|shop|club|vip|edu|gov|link)(?![\p{Script=Latin}\p{N}_-])|[\p{L}\p{N}-]\.[a-z]{2,}\/\w/iu;
const CALL = /@|<[!#&]|&[lg]t;/;
/** What looks like the address of a comment; a version such as `1.13` looks the same. */
const ADDRESS = /(?<![\p{Script=Latin}\p{N}._-])[a-z0-9][a-z0-9-]*\.g?\d+(?![\p{Script=Latin}\p{N}_]|\.\d)/giu;
const CONTACT = /\d(?:[ -]?\d){6,}|微信|加群|扫码|\b(?:wechat|whatsapp|telegram)\b/iu;
const NEXT_SENTENCE = /[。！？!?｡]+\s*[^\s。！？!?｡）)”…]|(?<!\b(?:e\.g|i\.e|vs|etc|cf))\.\s+\S/iu;

const plainOf = (text: string): string => text.normalize('NFKC');
const addressesIn = (text: string): string[] => plainOf(text).match(ADDRESS) ?? [];
const numbersIn = (text: string): string[] => plainOf(text).replace(/\bk8s\b/gi, '').match(/\d+/g) ?? [];

/** What is wrong with a sentence, in the order in which it is looked for. A rule answers true where the sentence breaks it. */
const RULES = {
  characters: ({ text }: Case) => text !== oneLine(text) || graphemesOf(text, text.length).some((one) => one.kind === 'bad'),
  link: ({ plain }: Case) => LINK.test(plain),
  mention: ({ plain }: Case) => CALL.test(plain),
  contact: ({ plain }: Case) => CONTACT.test(plain),
  'several sentences': ({ outside }: Case) => NEXT_SENTENCE.test(outside),
  quotation: ({ quotes, cited }: Case) => !quotes.every((quote) => cited.some(({ text }) => isPart(quote, text))),
  replies: ({ text }: Case) => speaksOfReplies(text),
  author: ({ text, outside, theirs, authors }: Case) => withoutNames(text, theirs, authors) === undefined || attributes(withoutNames(outside, theirs, []) ?? outside),
  address: ({ text, cites, cited }: Case) => !addressesIn(text).every((one) => cites.includes(one) || cited.some((source) => addressesIn(source.text).includes(one))),
  number: ({ outside, cites, cited }: Case) => {
    const known = new Set(cited.flatMap((source) => numbersIn(source.text)));
    return !numbersIn(plainOf(outside).replace(ADDRESS, (one) => (cites.includes(one) ? ' ' : one))).every((one) => known.has(one));
  },
  language: ({ outside, locale }: Case) => !isIn(locale, outside),
  // in another language than the reader's, nothing but the citation leads to the comment
  unrelated: ({ text, cited, locale }: Case) => cited.some((source) => languageOf(source.text) === locale && !speaksOf(text, source.text)),
} as const;

/** Why an abstract is not shown; says nothing of what stands in it. */
export type Reason = 'format' | 'length' | 'citation' | keyof typeof RULES;

export interface Refusal {
  readonly reason: Reason;
  /** Its first sentence that is wrong, from 1; undefined where it is wrong as a whole. */
  readonly sentence?: number | undefined;
}

/** What is wrong with an abstract of these comments for a reader of this language; undefined where every sentence holds. */
export function refusal(claims: readonly Claim[], material: Material, locale: Locale): Refusal | undefined {
  if (claims.length === 0) return { reason: 'format' };
  const long = claims.length > BOUNDS.sentences || claims.some(({ text }) => text.length < 8 || text.length > BOUNDS.sentence);
  if (long || sum(claims, claimCost) > BOUNDS.all) return { reason: 'length' };
  for (const [i, claim] of claims.entries()) {
    const reason = wrong(claim, material, locale) ?? (claims.findIndex((one) => one.text === claim.text) < i ? 'format' : undefined);
    if (reason !== undefined) return { reason, sentence: i + 1 };
  }
  return undefined;
}

const claimCost = ({ text, cites }: Claim): number => cost(`${text} ${cites.join(' ')}`);

function wrong({ text, cites }: Claim, { sources, authors }: Material, locale: Locale): Reason | undefined {
  const cited = sources.filter((source) => cites.includes(source.ref));
  if (cites.length === 0 || cites.length > BOUNDS.cites || cited.length !== cites.length) return 'citation';
  const quoted = quotationsOf(text);
  if (quoted === undefined) return 'quotation';
  const one: Case = { text, plain: plainOf(text), cites, cited, theirs: cited.map((source) => source.author), authors, ...quoted, locale };
  return (Object.keys(RULES) as (keyof typeof RULES)[]).find((rule) => RULES[rule](one));
}

/** Whether a quotation is an exact part of a text, from grapheme border to grapheme border, with something to see in it. */
function isPart(quote: string, text: string): boolean {
  if (!showable(quote)) return false;
  const borders = new Set([...graphemesOf(text, text.length).map((one) => one.start), text.length]);
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) if (borders.has(at) && borders.has(at + quote.length)) return true;
  return false;
}
