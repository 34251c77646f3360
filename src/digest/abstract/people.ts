import { oneLine } from '../../text.js';

/** What was answered, and what a teacher said, is not among the comments. */
const REPLIES = /回复|答复|解答|回答|答疑|老师|作者|讲师|专栏主|\brepl(?:y|ies|ied|ying)\b|\b(?:un)?answered\b|\bresponded\b|\b(?:the|an?) (?:author|teacher|instructor|lecturer|tutor)s?\b|\b(?:author|teacher|instructor|lecturer)s?['’]/iu;

/** Whether a text speaks of replies or of the lesson's author. */
export const speaksOfReplies = (text: string): boolean => REPLIES.test(text);

const folded = (text: string): string => oneLine(text.normalize('NFKC')).toLowerCase();
const LATIN = /[\p{Script=Latin}\p{N}_]/u;

/** So long a name is no part of another word. */
const UNMISTAKABLE = 6;

/** Where a text has a name, as both are folded; -1 where it has not. A short Latin name counts as a whole word only. */
function placeOf(name: string, text: string): number {
  const stands = (at: number) => {
    const before = text[at - 1] ?? ' ';
    const after = text[at + name.length] ?? ' ';
    return name.length >= UNMISTAKABLE || (!(LATIN.test(name[0]!) && LATIN.test(before)) && !(LATIN.test(name.at(-1)!) && LATIN.test(after)));
  };
  let at = text.indexOf(name);
  while (at >= 0 && !stands(at)) at = text.indexOf(name, at + 1);
  return at;
}

/**
 * A text, folded, without the names of those whom it may name; undefined where it names another one of `all`. The longest
 * names first: 小明明 is not 小明. A name of one letter cannot be told from a word and is not looked for.
 */
export function withoutNames(text: string, allowed: readonly string[], all: readonly string[]): string | undefined {
  const may = new Set(allowed.map(folded));
  const known = [...new Set([...may, ...all.map(folded)])].filter((name) => (name.match(/[\p{L}\p{N}]/gu)?.length ?? 0) > 1);
  let rest = folded(text);
  for (const name of known.sort((a, b) => b.length - a.length)) {
    for (let at = placeOf(name, rest); at >= 0; at = placeOf(name, rest)) {
      if (!may.has(name)) return undefined;
      rest = `${rest.slice(0, at)}，${rest.slice(at + name.length)}`;
    }
  }
  return rest;
}

const SAYS_ZH = /认为|指出|提到|提醒|表示|觉得|写道|强调|主张|坦言|感叹|吐槽|回忆|问道|(?<!来|就是|可以|句话|话|据|听|再|或者|小|传|解|学)说(?!明|法|到底|不|得|白了|穿了|是|起来)/g;
/** Between who says it and the verb. */
const ADVERBS_ZH = /(?:也|还|都|则|又|均|更|普遍|一致|进一步|特别|特意|同样|另外|明确|甚至|曾|就|并|因此|所以|往往|通常|容易|会|最后|随后|\s)+$/;
const READERS_ZH = /(?:读者|留言|评论|同学|有人|人们|别人|不少人|很多人|大家|群友|网友|他们)$/;
const PAUSE = /[，。；：、！？（）,;:!?()—“”]/;

const SAYS_EN = /(\S+)\s+(?:(?:also|even|then|further|rightly|clearly|often|simply|just|still)\s+)?(?:says|said|writes|wrote|argues|argued|points out|pointed out|thinks|thought|believes|believed|remarks|remarked|recalls|recalled|warns|warned|explains|explained|mentions|mentioned|recommends|recommended|admits|admitted|notes that|noted(?: that)?)\b|\baccording to (\S+(?: \S+)?)/giu;
const READERS_EN = /^(?:readers?|comment(?:s|ers?)?|one|another|others?|some|many|several|most|few|both|two|three|they|who|people|everyone|somebody|someone|members?|it|this|that|which|and|or|but|is|are|was|were|be|been|has|have|as)$/iu;

/** Whether a text lets somebody say something who is not just "a reader": a name that nobody has is the easiest to invent. */
export function attributes(text: string): boolean {
  for (const { index } of text.matchAll(SAYS_ZH)) {
    const clause = text.slice(0, index).split(PAUSE).at(-1)!;
    const who = clause.replace(ADVERBS_ZH, '').trim();
    if (who !== '' && !READERS_ZH.test(who)) return true;
  }
  for (const [, before, after] of text.matchAll(SAYS_EN)) {
    const who = (before ?? after ?? '').split(' ').at(-1)!.replace(/[^\p{L}]+$/u, '');
    if (who !== '' && !READERS_EN.test(who)) return true;
  }
  return false;
}
