import { before, type Found, type Sign } from './sign.js';

const SAID = /电话|手机|联系|微信|加我|号码|\btel\b|phone|mobile|\bcall|whatsapp|wechat|weixin|\b[vw]x\b|\bqq\b/i;
const KEY = /([A-Za-z_][\w.-]{0,40})["']?\s?[:=]\s?["']?$/;
/** Sizes of memory in bytes are whole pages. */
const PAGE = 4096;

/** Eleven digits that begin as a mobile number does may also be bytes, or the value of a key. */
function isMobile(found: Found): boolean {
  if (SAID.test(before(found, 16)) || /^(?:\+|00)86/.test(found.what)) return true;
  if (KEY.test(before(found, 48))) return false;
  if (found.what.includes(' ')) return false;
  return Number(found.what.replaceAll('-', '')) % PAGE !== 0;
}

/** `+1 415-555-2671`: as many digits as a number abroad has, in groups, and no date after a +1. */
function isAbroad(found: Found): boolean {
  const digits = found.what.replace(/\D/g, '').length;
  const grouped = /[ -]/.test(found.what) || SAID.test(before(found, 16));
  return grouped && digits >= 10 && digits <= 15 && !/\d{4}-\d{2}-\d{2}/.test(found.what);
}

export const PHONE: readonly Sign[] = [
  { pattern: /(?<![\w.]|[\w.][-/])(?:(?:\+|00)?86[- ]?)?1[3-9]\d(?:\d{8}|-\d{4}-\d{4}| \d{4} \d{4})(?!\w|[-.:]\d)/g, holds: isMobile },
  { pattern: /(?<![\w+.-])\+(?!86)[1-9]\d{0,2}(?:[ -]?\(?\d{1,4}\)?){2,5}(?![\w-]|\.\d)/g, holds: isAbroad },
  // land lines and service numbers
  { pattern: /(?<![\w.-])0(?:10|2\d|[3-9]\d\d)-[2-9]\d{6,7}(?![\w-]|\.\d)/g },
  { pattern: /(?<![\w.-])400-(?:\d{3}-\d{4}|\d{4}-\d{3})(?![\w-])/g },
];
