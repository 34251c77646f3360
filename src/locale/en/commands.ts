/** Descriptions: ≤ 100 characters each (Discord's limit). */
export const command = {
  lesson: { about: 'Look a lesson up by number or title' },
  find: { about: 'Search the lessons' },
  term: { about: 'Explain a term, in both languages' },
  next: { about: 'The lesson after the one you opened last' },
  previous: { about: 'The lesson before the one you opened last' },
  resume: { about: 'Go on where you stopped reading' },
  read: { about: 'Mark a lesson as read: first, second, third pass' },
  progress: { about: 'What you have read, with dates, and what is next' },
  quiz: { about: 'Quiz questions, alone or with the group', practice: 'Practise in private, without a clock', group: 'Ask the whole channel: everyone who is right scores', race: 'Ask the whole channel: the first who is right scores', skip: 'Skip the question that is asked here', stop: 'End the quiz in this channel' },
  digest: { about: 'The best of the readers’ comments on a lesson' },
  comment: { about: 'Write a comment on a lesson, or see one whole: like it, answer it' },
  report: { about: 'What readers of the whole course ask for, ask, and worked out' },
  schedule: {
    about: 'Daily lesson posts in this channel',
    set: 'Post a lesson here every day at a local time',
    status: 'When the next posts come, and how the last one went',
    pause: 'Stop the daily posts for now',
    resume: 'Go on with the daily posts',
  },
  settings: { about: 'Your language, or the language of the group' },
  help: { about: 'What the bot can do' },
} as const;

export const param = {
  ref: 'Lesson: number or title',
  on: 'Lesson (13), or one comment (13.7, 13.g2)',
  text: 'Your comment, or your answer to that comment',
  query: 'Words to look for',
  name: 'A term, such as sts or declarative API',
  count: 'How many questions, 1 to 20',
  seconds: 'Seconds for answering, 10 to 86400',
  time: 'Local time, such as 08:00',
  zone: 'Time zone, such as Asia/Shanghai',
  days: 'Weekdays: daily, weekdays, or such as mon,wed,fri',
  start: 'First lesson: number or title',
  language: 'Language',
  scope: 'For yourself, this channel, or the whole group',
  topic: 'Requests, open questions, or insights',
} as const;

export const choice = {
  language: { 'zh-CN': '中文', en: 'English', auto: 'As my app says' },
  scope: { me: 'Only for me', channel: 'This channel', group: 'The whole group' },
  topic: { requests: 'What readers ask for', questions: 'Questions without a reply', insights: 'Lessons with most insights' },
} as const;
