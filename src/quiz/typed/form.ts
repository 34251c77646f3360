import { plain, singular } from './spelling.js';

/** A stretch of letters in the text of a form, in UTF-16 units. */
export interface Word {
  readonly start: number;
  readonly end: number;
}

/** How a text is compared when the way of writing is forgiven. Forms of a command and forms of words never meet. */
export interface Form {
  readonly command: boolean;
  readonly text: string;
  /** Where a slip may be looked for. */
  readonly words: readonly Word[];
}

/** Names such as `x-kubernetes-int-or-string` are no words. */
const WORDY = /^(?!x-)(?:[a-z]|\p{Script=Han})+(?:[-_](?:[a-z]|\p{Script=Han})+)*$/u;
const PART = /[a-z]+|\p{Script=Han}+/gu;

const same = (word: string): string => word;

/** Words in one, each by default without its plural; whatever has a digit, dot, slash or other sign stays, letter by letter. */
function words(text: string, shape = singular): Form {
  let made = '';
  let wasWordy = false;
  const found: Word[] = [];
  for (const token of text.split(' ')) {
    const wordy = WORDY.test(token);
    if (made !== '' && !(wordy && wasWordy)) made += ' ';
    wasWordy = wordy;
    for (const part of wordy ? (token.match(PART) ?? []) : [token]) {
      const start = made.length;
      made += wordy ? shape(part) : part;
      if (wordy) found.push({ start, end: made.length });
    }
  }
  return { command: false, text: made, words: found };
}

/** What comes after them is a resource, `pods` or `pod`. */
const RESOURCE_NEXT = /^(?:annotate|delete|describe|edit|explain|get|label|patch|scale|top|wait)$/;

/** A command by its words between spaces; only the program's own may have a slip, for names have to be right. */
function command(text: string): Form {
  const tokens = text.split(' ');
  if (tokens[0] === 'k' && tokens.length > 1) tokens[0] = 'kubectl';
  const verb = tokens[0] === 'kubectl' ? 1 : 0;
  const resource = tokens.slice(0, 2).findIndex((token) => RESOURCE_NEXT.test(token)) + 1;
  if (resource > 0 && /^[a-z]+$/.test(tokens[resource] ?? '')) tokens[resource] = singular(tokens[resource] ?? '');
  const found: Word[] = [];
  let start = 0;
  for (const token of tokens.slice(0, verb + 1)) {
    if (/^[a-z]+(?:-[a-z]+)*$/.test(token)) found.push(...[...token.matchAll(PART)].map(({ 0: part, index }) => ({ start: start + index, end: start + index + part.length })));
    start += token.length + 1;
  }
  return { command: true, text: tokens.join(' '), words: found };
}

const KUBECTL = /^(?:kubectl|k) (?=.)/;
const FLAG = /(?:^| )--?[a-z]/i;
/** Words that are commands of kubectl and nothing else; `patch` and `scale` are more than that. */
const ONLY_KUBECTL = /^(?:apply|cordon|describe|drain|exec|explain|expose|logs|port-forward|rollout|uncordon)(?= |$)/;

/** Forms in which a plain text of the question may be met: "kubectl" may be left out, and be set before what is its command only. */
export function formsOf(text: string): Form[] {
  const bare = text.replace(KUBECTL, '');
  if (bare !== text) return [command(text), command(bare)];
  const own = FLAG.test(text) ? command(text) : words(text);
  return ONLY_KUBECTL.test(text) ? [own, command(`kubectl ${text}`)] : [own];
}

/** Words that lead to an answer and say nothing; a "not" is never among them. */
const LEAD =
  /^(?:(?:i think |i guess )?(?:its|it is|the answer is|answer is|answer:)[ :]?|i think |i guess |(?:我觉得|我认为|我猜)?(?:答案)?(?:应该)?(?:是|为|:)|答:)(?!否)(?=[^ ])/;
const ARTICLE = /^(?:an?|the) (?=.)/;

/** Forms of a plain guess, as words and as a command: as it stands, without "the answer is", and without an article. */
export function formsOfGuess(text: string): Form[] {
  const said = plain(text.replace(LEAD, ''));
  const texts = [...new Set([text, said, said.replace(ARTICLE, '')])];
  // "Ingres" is no plural but a slip
  return texts.flatMap((one) => [words(one), words(one, same), command(one)]);
}
