/** What a word of the frame ("what is …", "…的区别") still counts: enough to find a title made of such words. */
const LITTLE = 0.12;
/** Words that every other question has, though they mean something. */
const SOME = 0.4;

const words = (list: string): Set<string> => new Set(list.trim().split(/\s+/));
const FRAME = words(`
  a an the of in on to for from by at as and or but is are was were be been am do does did i we you it its this that these those there
  what why how when where which who whom can could should would will may might must have has had my our your their me us them they he she
  so then than if not no with without into about between via per let get got just only also really actually exactly please tell explain
  s t re ll ve d m
  什么 为什 怎么 么样 怎样 如何 哪些 哪个 哪种 哪里 可以 能不 不能 我们 你们 他们 一个 一种 一下 这个 那个 这些 那些 是不 有没 没有 以及
  还是 之间 里面 时候 到底 究竟 请问 是啥 干嘛 是否 能否 多少 几个 怎办 有啥 说说 讲讲 谈谈 一些 就是 不是 而是 但是 因为 所以 如果
`);
const COMMON = words(`
  need needs use using used work works make makes mean means difference different vs versus compare best way kind type thing help want new old
  same each every all any some more most one two other
  区别 区分 不同
  对比 比较 介绍 原理 作用 使用 需要 应该 关系 意思 含义 问题 方法 方式 实现 理解 解释 分别 好处 优点 缺点 用法 有什 什区
`);
const PARTICLE = /[的了吗呢吧啊呀么怎哪啥嘛]/u;

/** Whether a Latin word only frames a question. */
export const isFrame = (word: string): boolean => FRAME.has(word);

/** How much a token of a query counts, 0–1, before anything is known of the course. */
export function weightOf(token: string): number {
  if (FRAME.has(token) || PARTICLE.test(token)) return LITTLE;
  return COMMON.has(token) ? SOME : 1;
}
