/** Numbers as people write them for a lesson: `23`, `#23`, `２３`, `09`, `第23讲`, `第二十三讲`, `lesson 23`, `L23`. */
const SHAPES = [/^#?(\d{1,4})$/, /^(?:lesson|lec|chapter|ch|no\.?|l)\s*#?(\d{1,4})$/i, /^第?\s*(\d{1,4})\s*[讲课节篇章講課節]?$/];
const HAN = /^第?\s*([零〇一二两兩三四五六七八九十百廿卅]{1,7})\s*[讲课节篇章講課節]?$/;
const DIGITS: Readonly<Record<string, number>> = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 兩: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };

/** The lesson number that a text names as a whole, or undefined. */
export function lessonNumber(raw: string): number | undefined {
  const text = raw.normalize('NFKC').trim();
  for (const shape of SHAPES) {
    const digits = shape.exec(text)?.[1];
    if (digits !== undefined) return Number(digits);
  }
  const han = HAN.exec(text)?.[1];
  return han === undefined ? undefined : hanNumber(han);
}

const MENTIONED = [/第\s*(\d{1,4})\s*[讲课节篇章講課節]/, /(?:^|[^a-z])lesson\s*#?(\d{1,4})(?!\d)/i];
const HAN_MENTIONED = /第\s*([零〇一二两兩三四五六七八九十百廿卅]{1,7})\s*[讲课节篇章講課節]/;

/** The lesson number that stands inside a longer text: `第 23 讲的要点`, `what does lesson 23 say`. */
export function mentionedNumber(raw: string): number | undefined {
  const text = raw.normalize('NFKC');
  const digits = MENTIONED.map((shape) => shape.exec(text)?.[1]).find((found) => found !== undefined);
  if (digits !== undefined) return Number(digits);
  const han = HAN_MENTIONED.exec(text)?.[1];
  return han === undefined ? undefined : hanNumber(han);
}

/**
 * 0–999 in Chinese: 二十三, 二三, 十, 一百零三, 廿三. Undefined for what is no number (十十), or is two of them: 一百二
 * is 120 to some and 102 to others.
 */
function hanNumber(han: string): number | undefined {
  const text = han.replace('廿', '二十').replace('卅', '三十');
  if (!/[十百廿卅]/.test(text)) return Number([...text].map((c) => DIGITS[c]).join(''));
  const [, hundreds, rest = text] = /^([一二两兩三四五六七八九])百(.*)$/.exec(text) ?? [];
  const after = () => DIGITS[/^[零〇]([一二三四五六七八九])$/.exec(rest)?.[1] ?? ''] ?? tens(rest);
  const more = hundreds === undefined ? tens(rest, 1) : rest === '' ? 0 : after();
  return more === undefined ? undefined : (DIGITS[hundreds ?? ''] ?? 0) * 100 + more;
}

/** 10–99: 二十, 二十三. What a bare 十 counts is `bare`: one ten, but nothing after a hundred (一百一十). */
function tens(text: string, bare?: number): number | undefined {
  const parts = /^([一二三四五六七八九])?十([一二三四五六七八九])?$/.exec(text);
  const count = parts?.[1] === undefined ? bare : DIGITS[parts[1]];
  return parts && count !== undefined ? count * 10 + (DIGITS[parts[2] ?? ''] ?? 0) : undefined;
}
