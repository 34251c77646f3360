import { before, type Sign } from './sign.js';

/** Where people share files with a code, and where a link joins a group or adds a person. */
const HOST =
  '(?:(?:pan|yun)\\.baidu\\.com|aliyundrive\\.com|alipan\\.com|pan\\.quark\\.cn|cloud\\.189\\.cn|weiyun\\.com|lanzou\\w?\\.com|pan\\.xunlei\\.com|115\\.com|123pan\\.com|caiyun\\.139\\.com|ctfile\\.com|jianguoyun\\.com|mega\\.nz|u\\.wechat\\.com|(?:jq|qm|qun)\\.qq\\.com)';
/** How far behind its link a code may stand. */
const NEAR = 160;
const near = new RegExp(`${HOST}/`, 'i');

export const NETDISK: readonly Sign[] = [
  { pattern: new RegExp(`(?<![\\w.-])(?:https?://)?(?:[\\w-]{1,40}\\.){0,3}${HOST}/[\\w\\-./?=&%#+!~]{1,300}`, 'gi') },
  { pattern: /(?:提取码|提取密码|访问码|取件码|分享码|网盘密码|解压密码)\s?[:是为=]?\s?([a-z0-9]{4,8})(?!\w)/gi },
  { pattern: /(?:密码|口令|pwd|passcode|code|码)\s?[:是为=]?\s?([a-z0-9]{4,8})(?!\w)/gi, holds: (found) => near.test(before(found, NEAR)) },
];
