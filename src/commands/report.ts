import { courseReport } from '../digest/report.js';
import type { Command } from './command.js';
import { asking } from './digest.js';
import { pageParam } from './params.js';
import { reportReply, type Topic, TOPICS } from './report-reply.js';

/** Other words for what is reported. */
const WORDS: Readonly<Record<Topic, readonly string[]>> = {
  requests: ['request', 'wishes', '心愿', '需求', '请求', '建议'],
  questions: ['question', 'open', '疑问', '问题', '提问'],
  insights: ['insight', 'lessons', '心得', '洞见', '见解'],
};

const readTopic = (typed: string): string => TOPICS.find((topic) => WORDS[topic].includes(typed.toLowerCase())) ?? typed.toLowerCase();

export const report: Command = {
  name: 'report',
  aliases: ['汇总', '报告', '全课', '留言汇总'],
  example: 'report requests',
  usual: '',
  actions: {
    '': {
      params: [{ name: 'topic', type: 'choice', choices: TOPICS, reads: readTopic }, pageParam],
      audience: 'everyone',
      async run(context, args) {
        const topic = (args.text('topic') ?? 'requests') as Topic;
        const made = await courseReport(asking(context), () => context.clock.turn());
        return reportReply(made, topic, args.integer('page'), context);
      },
    },
  },
};
