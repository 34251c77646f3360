import { before, type Found, type Sign } from './sign.js';

const WECHAT = '(?:微信|薇信|威信|[vV]信|weixin|we-?chat|(?<![\\w./-])[vw]x)';
/** An id of WeChat, or a number (of QQ, of a phone) that serves as one. */
const ID = '([a-z_][\\w-]{5,19}|[1-9]\\d{4,10})(?![\\w-]|\\.\\w)';
const OWN = /(?:(?<!增)加(?!入)|我的|我(?=微信|[vw]x|v信|we)|本人|个人|联系|私聊?|\bme on)[^,，。;；\n]{0,10}$|\bmy we-?chat is\s{0,2}$/i;
const COUNTED = /^\s?(?:个|人|万|亿|次|条|多|年|元|块|用户|ms|qps|%|\+)/i;

/** After `微信号` or a colon: any id, unless it is the beginning of a Chinese name (`微信：kubernetes中文社区`). */
const isNamed = ({ what, end, text }: Found): boolean => !(/^[a-z]+$/i.test(what) && /^\p{Script=Han}/u.test(text.slice(end, end + 2)));

/** After the bare word: only what looks like an id, unless somebody says that it is their own. */
function isId(found: Found): boolean {
  if (COUNTED.test(found.text.slice(found.end, found.end + 4)) || /^v\d/i.test(found.what)) return false;
  const own = OWN.test(before(found, 24));
  return own ? isNamed(found) : /[a-z]/i.test(found.what) && /\d/.test(found.what);
}

const isNumber = ({ end, text }: Found): boolean => !COUNTED.test(text.slice(end, end + 4));

export const CHAT: readonly Sign[] = [
  { pattern: new RegExp(`${WECHAT}\\s?(?:(?:号码?|账号|帐号|id)\\s?(?:[:=是为]|is\\b)?|群?[:=])\\s?["'“(【]?\\s?${ID}`, 'gi'), holds: isNamed },
  { pattern: new RegExp(`${WECHAT}\\s{0,2}(?:是|为|叫|is|\\+|[-—→➕~]{1,2})?\\s{0,2}${ID}`, 'gi'), holds: isId },
  { pattern: new RegExp(`(?:加|私|联系|➕)\\s?v(?![a-z0-9])\\s?[:是]?\\s?${ID}`, 'gi'), holds: isNumber },
  {
    pattern: /(?<![\w./-])(?:qq|扣扣|企鹅号)\s?(?:交流|学习|技术|讨论)?(?:群号?|号码?|id)?\s?(?:[:=是为]|is\b)?\s?([1-9]\d{4,10})(?![\w%-]|\.\d)/gi,
    holds: isNumber,
  },
  {
    pattern: /(?:(?<!集)群号码?|交流群|学习群|讨论群|读者群|微信群|(?<![\w.])q群|钉钉(?:群号?|号)?)\s?[:是为]?\s?([1-9]\d{5,11})(?![\w%-]|\.\d)/gi,
    holds: isNumber,
  },
];
