/** 答错的题变成的卡片。 */
export const review = {
  title: '复习 · {{lesson}}',
  heading: '你的复习',
  due_other: '今天到期 {{count}} 张卡片，含这一张。',
  kept: '这道题会在{{day}}回到你的复习里。',
  left_other: '今天还剩 {{count}} 张。',
  done: '今天到期的都复习完了。',
  nothing: '今天没有到期的卡片。',
  upcoming_other: '下一次：{{day}}，{{count}} 张。',
  empty: '你还没有卡片。测验里答错的题会变成卡片，到期就在这里再问你，直到你记住。',
  leech: '这道题你总是忘，先搁置：重读这一讲，比再问一遍更有用。读完后在 review 里让它回来。',
  leeches_other: '有 {{count}} 张卡片忘了至少 {{lapses}} 次，已搁置。先重读对应的课，再让它们回来。',
  again: '让一张卡片回来…',
  gone_other: '有 {{count}} 张卡片已搁置：课程里不再有它们的题目。',
  next: '下一张',
  start: '开始复习',
  today_other: '今天到期的复习：{{count}} 张。',
} as const;
