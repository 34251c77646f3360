import { courseReport } from '../digest/report.js';
import type { Command } from './command.js';
import { asking } from './digest.js';
import { pageParam } from './params.js';
import { reportReply, type Topic, TOPICS, waysTo } from './report-reply.js';
import { weakReply } from './weak-reply.js';

/** Other words for what is reported. */
const WORDS: Readonly<Record<Topic, readonly string[]>> = {
  requests: ['request', 'wishes', '心愿', '需求', '请求', '建议'],
  questions: ['question', 'open', '疑问', '问题', '提问'],
  weakspots: ['weak', 'weakspot', 'misses', '弱点', '薄弱', '错题'],
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
        const asked = asking(context);
        if (topic === 'weakspots') return weakReply(context, asked, args.integer('page'), waysTo(topic, context.t));
        const made = await courseReport(asked, () => context.clock.turn());
        return reportReply(made, topic, args.integer('page'), context);
      },
    },
  },
};
