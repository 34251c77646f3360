import { findLesson } from '../course/lookup.js';
import { lessonButton, lessonTitle } from '../course/view.js';
import { LIMITS } from '../limits.js';
import { bold, type Block, buttons, heading, list, text } from '../reply.js';
import { label } from '../text.js';
import type { Command } from './command.js';

const HITS = 8;

export const find: Command = {
  name: 'find',
  aliases: ['search', '搜索', '查找', '找'],
  example: 'find declarative API',
  usual: '',
  actions: {
    '': {
      params: [{ name: 'query', type: 'text', rest: true, required: true }],
      audience: 'you',
      async run(context, args) {
        const { locale, t } = context;
        const { course, index } = context.library();
        const query = args.text('query') ?? '';
        const meant = findLesson(course, index, query);
        const hits = index.search(query, HITS).map((hit) => hit.lesson);
        const found = 'lesson' in meant ? [...new Set([meant.lesson, ...hits])].slice(0, HITS) : hits;
        const shown = found.length > 0 ? found : 'nearest' in meant ? meant.nearest : [];
        const head: Block =
          found.length > 0 ? heading(label(t('find.title', { query: label(query, 60) }), LIMITS.heading)) : text(t('find.none', { query: label(query, 60) }));
        const lines = shown.map((lesson) => [bold(lessonTitle(lesson, context)), ` · ${lesson.section[locale]}`]);
        const rows: Block[] = [];
        for (let i = 0; i < shown.length; i += 4) rows.push(buttons(...shown.slice(i, i + 4).map((lesson) => lessonButton(lesson, context))));
        return { locale, blocks: [head, list(lines, true), ...rows] };
      },
    },
  },
};
