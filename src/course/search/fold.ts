import { Converter } from 'opencc-js/t2cn';

// the type is given since the package's own does not resolve
const simplified: (text: string) => string = Converter({ from: 't', to: 'cn' });

/** Words of the trade that Taiwan and Hong Kong write otherwise, in simplified characters; longer ones stand before their parts. */
const REGIONAL: readonly (readonly [string, string])[] = [
  ['应用程式', '应用程序'],
  ['负载平衡', '负载均衡'],
  ['虚拟机器', '虚拟机'],
  ['资料库', '数据库'],
  ['映像档', '镜像'],
  ['伺服器', '服务器'],
  ['记忆体', '内存'],
  ['执行绪', '线程'],
  ['程式', '程序'],
  ['网路', '网络'],
  ['资料', '数据'],
  ['丛集', '集群'],
  ['储存', '存储'],
  ['排程', '调度'],
  ['软体', '软件'],
  ['硬体', '硬件'],
  ['外挂', '插件'],
  ['预设', '默认'],
  ['介面', '接口'],
  ['物件', '对象'],
  ['宣告', '声明'],
  ['档案', '文件'],
  ['佇列', '队列'],
  ['伫列', '队列'],
  ['扩充', '扩展'],
];
const REGION = new Map(REGIONAL);
const REGION_WORD = new RegExp(REGIONAL.map(([word]) => word).join('|'), 'g');

/** Characters that change only inside certain words (瞭解, 回覆, 沈思, 憑藉). */
const IN_WORDS = /[瞭覆沈藉]/;
const HAN = /\p{Script=Han}/u;
const OTHER = 1;
const SIMPLIFIED = 2;
const TRADITIONAL = 3;
/** What each UTF-16 unit is, learnt when first met: to ask a regex and the converter each time costs ten times the rest. */
const kinds = new Uint8Array(0x10000);

function kindOf(unit: number): number {
  const char = String.fromCharCode(unit);
  const surrogate = (unit & 0xf800) === 0xd800;
  // half a character tells nothing: the converter shall look at the whole
  const other = () => simplified(char) !== char || IN_WORDS.test(char);
  const kind = surrogate ? TRADITIONAL : !HAN.test(char) ? OTHER : other() ? TRADITIONAL : SIMPLIFIED;
  kinds[unit] = kind;
  return kind;
}

/**
 * One writing for what reads the same: NFKC (full width, ligatures), traditional characters as simplified ones, words of
 * other regions as the mainland's. Case stays, since camelCase is cut later.
 */
export function fold(text: string): string {
  const plain = text.normalize('NFKC');
  let most = OTHER;
  for (let i = 0; i < plain.length && most < TRADITIONAL; i++) {
    const unit = plain.charCodeAt(i);
    const kind = kinds[unit] || kindOf(unit);
    if (kind > most) most = kind;
  }
  if (most === OTHER) return plain;
  return (most === TRADITIONAL ? simplified(plain) : plain).replace(REGION_WORD, (word) => REGION.get(word) ?? word);
}
