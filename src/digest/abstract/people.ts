import { oneLine } from '../../text.js';

/** What was answered, and what a teacher said, is not among the comments. */
const REPLIES = /回复|答复|解答|回答|答疑|老师|作者|讲师|专栏主|\brepl(?:y|ies|ied|ying)\b|\b(?:un)?answered\b|\bresponded\b|\b(?:the|an?) (?:author|teacher|instructor|lecturer|tutor)s?\b|\b(?:author|teacher|instructor|lecturer)s?['’]/iu;

/** Whether a text speaks of replies or of the lesson's author. */
export const speaksOfReplies = (text: string): boolean => REPLIES.test(text);

const folded = (text: string): string => oneLine(text.normalize('NFKC')).toLowerCase();
const IN_WORD = /[\p{L}\p{N}_]/u;
const LATIN = /[\p{Script=Latin}\p{N}_]/u;

/** Whether a text names somebody. A name of one letter cannot be told from a word; a Latin one counts as a whole word only. */
export function names(text: string, author: string): boolean {
  const where = folded(text);
  const name = folded(author);
  if ((name.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < 2) return false;
  const stands = (at: number) => {
    const before = where[at - 1] ?? ' ';
    const after = where[at + name.length] ?? ' ';
    return !(LATIN.test(name[0]!) && LATIN.test(before) && IN_WORD.test(before)) && !(LATIN.test(name.at(-1)!) && LATIN.test(after));
  };
  for (let at = where.indexOf(name); at >= 0; at = where.indexOf(name, at + 1)) if (stands(at)) return true;
  return false;
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
