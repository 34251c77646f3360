import { bold, type Block, buttons, heading, list, mono, note, text } from '../reply.js';
import type { Command, Context } from './command.js';
import { declare } from './declare.js';

/** Every command with its description and a line to try. */
function overview({ locale, t, library }: Context, commands: readonly Command[]): Block[] {
  const { course } = library();
  const cards = course.lessons.filter((lesson) => lesson.written).length;
  const full = course.lessons.filter((lesson) => lesson.written?.[locale].body.length).length;
  return [
    heading(t('help.title')),
    text(t('help.intro', { course: course.title[locale], lessons: course.lessons.length, cards, full })),
    list(
      declare(commands).map((command) => [
        mono(command.name),
        ` ${command.about[locale]}`,
        ...command.actions.flatMap((action) => (action.name ? [' · ', mono(action.name), ` ${action.about[locale]}`] : [])),
      ]),
    ),
    text(bold('→ '), ...declare(commands).flatMap((command) => [mono(command.example), '  '])),
    note(t('help.how')),
    buttons({ label: t('help.contents'), line: 'lesson' }, { label: t('help.tryIt'), line: 'quiz practice', style: 'primary' }),
  ];
}

/** `commands` is asked when it runs, because the table holds this command as well. */
export const help = (commands: () => readonly Command[]): Command => ({
  name: 'help',
  aliases: ['帮助', '?', 'start', 'hi', 'hello', '你好'],
  example: 'help',
  usual: '',
  actions: { '': { params: [], audience: 'you', run: async (context) => ({ locale: context.locale, blocks: overview(context, commands()) }) } },
});
