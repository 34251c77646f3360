const DIGITS = '零一二三四五六七八九';

/** 1–99 as Chinese writes it: 九, 十, 十三, 二十, 二十三. */
export function han(n: number): string {
  const tens = Math.floor(n / 10);
  const ones = n % 10;
  return `${tens > 1 ? DIGITS[tens] : ''}${tens > 0 ? '十' : ''}${ones > 0 ? DIGITS[ones] : ''}`;
}

/** The short forms of 20–39: 廿三, 卅. */
export const short = (n: number): string => han(n).replace('二十', '廿').replace('三十', '卅');

/** ASCII as Chinese input methods write it in full width. */
export const wide = (text: string): string => text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
