const DIGITS = '零一二三四五六七八九';

/** What a number from 0 to 99 looks like: in digits, or in Chinese. */
export const NUMERAL = '\\d{1,2}|[零〇一二两兩三四五六七八九]?十[一二三四五六七八九]?|[零〇一二两兩三四五六七八九]{1,2}';

/** The value of a text of that shape: `30`, `八`, `十二`, `三十`, `零五`, `两`. */
export function readNumeral(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const han = text.replace(/[两兩]/g, '二').replaceAll('〇', '零');
  const [, tens, ones] = /^(.?)十(.?)$/.exec(han) ?? [];
  const digit = (one: string | undefined, none: number) => (one ? DIGITS.indexOf(one) : none);
  if (tens !== undefined) return digit(tens, 1) * 10 + digit(ones, 0);
  return [...han].reduce((sum, one) => sum * 10 + DIGITS.indexOf(one), 0);
}
