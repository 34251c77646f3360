export const command = {
  lesson: { about: '按编号或标题查一讲' },
  find: { about: '在全部课程里搜索' },
  term: { about: '用中英两种语言解释一个术语' },
  next: { about: '你上次打开的那一讲的下一讲' },
  previous: { about: '你上次打开的那一讲的上一讲' },
  resume: { about: '从上次停下的地方继续读' },
  read: { about: '标记一讲读完：一刷、二刷、三刷' },
  progress: { about: '读过哪些、哪天读的、接下来读什么' },
  quiz: { about: '测验题：自己练，或全群一起答', practice: '私下练习，不计时', group: '全频道一起答，答对的都得分', race: '全频道抢答，最先答对的得分', skip: '跳过本频道正在问的题', stop: '结束本频道的测验' },
  digest: { about: '一讲的精选留言摘要' },
  comment: { about: '给一讲写留言，或查看一条留言：点赞、回复' },
  report: { about: '全课留言汇总：读者的心愿、待解的疑问、最出心得的课' },
  schedule: {
    about: '在本频道每日发布课程',
    set: '每天在当地时间发布一讲',
    status: '接下来几次何时发布、上一次结果如何',
    pause: '暂停每日发布',
    resume: '恢复每日发布',
  },
  settings: { about: '设置你自己或全群的语言' },
  help: { about: '机器人能做什么' },
} as const;

export const param = {
  ref: '哪一讲：编号或标题',
  on: '哪一讲（13），或哪条留言（13.7、13.g2）',
  text: '你的留言，或对那条留言的回复',
  query: '要搜索的词',
  name: '术语，如 sts、声明式API',
  count: '题目数量，1 到 20',
  seconds: '答题时间（秒），10 到 86400',
  time: '当地时间，如 08:00',
  zone: '时区，如 Asia/Shanghai',
  days: '星期几：daily、weekdays，或 mon,wed,fri 这样的组合',
  start: '从哪一讲开始：编号或标题',
  language: '语言',
  scope: '只对自己、本频道，还是全群',
  topic: '心愿、疑问，还是心得',
} as const;

export const choice = {
  language: { 'zh-CN': '中文', en: 'English', auto: '跟随客户端' },
  scope: { me: '只对我', channel: '本频道', group: '全群' },
  topic: { requests: '读者的心愿', questions: '待解的疑问', insights: '最出心得的课' },
} as const;
