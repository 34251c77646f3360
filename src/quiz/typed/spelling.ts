import { fold } from '../../course/search/fold.js';
import { tame } from '../../text.js';

const IGNORED = /\p{Default_Ignorable_Code_Point}/gu;
const ACUTE = /´/g;
const DOUBLE = /[“”„‟″〝〞〟「」『』《》〈〉«»]/g;
const SINGLE = /[‘’‚‛′`]/g;
/** Keyboards make one long dash of the two that begin a flag. */
const FLAG_DASH = /(?<=^| )[–—―]{1,2}(?=[A-Za-z]{2})/g;
const DASH = /[‐‒–—―−]/g;

/** What was typed, with its case and punctuation: one width, one script of Han, one kind of quotes, dashes and spaces. */
export const exact = (raw: string): string =>
  // NFKC makes a space and a mark of an acute accent that serves as a quote
  fold(tame(raw).replace(IGNORED, '').replace(ACUTE, "'"))
    .replace(DOUBLE, '"')
    .replace(SINGLE, "'")
    .replace(/\s+/g, ' ')
    .trim()
    .replace(FLAG_DASH, '--')
    .replace(DASH, '-');

/** Case is meaning in `-l` and `-L`, and in 100m (a tenth) and 100M (a hundred million). */
const LOWERED = /((?<=^| )-[A-Za-z]{1,3}(?= |=|$)|\d[mM](?![A-Za-z0-9]))|[^]/gu;
/** A full stop that stands alone is a folder: `apply -f .` */
const LAST = /(?<=[\p{L}\p{N})\]}>])(?:\.+| ?[。!?,;:、~][.。!?,;:、~ ]*)$/u;
const BESIDE_HAN = /(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu;
const FIELD_DOT = /(?<=^| )\.(?=(?:spec|status|metadata|data)\.)/g;

/** An `exact` text without what nobody means by an answer: case, quotes, marks at its end, spaces at Han, colon and comma. */
export const plain = (text: string): string =>
  text
    .replace(LOWERED, (char: string, kept: string | undefined) => kept ?? char.toLowerCase())
    .replace(/["']/g, '')
    .trim()
    .replace(/^\$ /, '')
    .replace(LAST, '')
    .replace(/ ?[,、] ?/g, ',')
    .replace(/ ?: ?/g, ':')
    .replace(BESIDE_HAN, '')
    .replace(FIELD_DOT, '');

/** Short words with a plural; other short words in s are names: DNS, NFS, TLS, NATS, IPVS, FaaS. */
const SHORT = /^(?:api|cpu|crd|env|gpu|job|key|log|map|pod|pvc?|set|tag|vm)s$/;
/** Redis, status, ingress, sysfs, CoreDNS, OpenFaaS. */
const NO_PLURAL = /(?:[fisu]|aa|dn)s$/;

/** `pods` is `pod`, `policies` is `policy`; `https` is not `http`. For lower-case Latin words. */
export function singular(word: string): string {
  if (SHORT.test(word)) return word.slice(0, -1);
  if (word.length < 5 || !word.endsWith('s')) return word;
  if (/(?:ss|x)es$/.test(word)) return word.slice(0, -2);
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  return NO_PLURAL.test(word) || !/[aeiou]/.test(word) ? word : word.slice(0, -1);
}
