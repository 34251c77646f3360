import { lessonAt } from '../course/course.js';
import { namesOf, termNamed, type Term } from '../course/glossary.js';
import { squeeze } from '../course/tokens.js';
import { lessonButton } from '../course/view.js';
import { UserError } from '../errors.js';
import { LIMITS } from '../limits.js';
import type { Locale } from '../locale/index.js';
import type { Suggestion } from '../ports.js';
import { bold, type Block, buttons, heading, note, type Reply, text } from '../reply.js';
import { label } from '../text.js';
import type { Args, Command, Context, Library } from './command.js';

const SUGGESTIONS = 25;
const NEAREST = 3;

/** How alike two names are, 0 to 1: the share of character pairs that they have in common (Dice). */
function likeness(a: string, b: string): number {
  const pairs = (name: string) => new Set(Array.from({ length: Math.max(1, name.length - 1) }, (_, i) => name.slice(i, i + 2)));
  const [left, right] = [pairs(a), pairs(b)];
  return (2 * [...left].filter((pair) => right.has(pair)).length) / (left.size + right.size);
}

/** Terms by how near one of their names is to what was typed: beginning with it, holding it, then alike. */
function nearestTerms(glossary: readonly Term[], typed: string): Term[] {
  const wanted = squeeze(typed);
  const near = (term: Term) =>
    Math.max(...namesOf(term).map((name) => (name.startsWith(wanted) ? 3 : name.includes(wanted) ? 2 : likeness(name, wanted))));
  return glossary
    .map((term) => ({ term, score: near(term) }))
    .filter(({ score }) => score > 0.2)
    .sort((a, b) => b.score - a.score)
    .map(({ term }) => term);
}

function suggestTerms(typed: string, { course }: Library, locale: Locale): Suggestion[] {
  const found = typed.trim() ? nearestTerms(course.glossary, typed) : course.glossary;
  return found.slice(0, SUGGESTIONS).map((term) => ({ label: label(`${term.name[locale]} · ${term.about[locale]}`, 100), value: term.id }));
}

const termButton = (term: Term, locale: Locale) => ({ label: label(term.name[locale], LIMITS.buttonLabel), line: `term ${term.id}` });

async function explain(context: Context, args: Args): Promise<Reply> {
  const { locale, t } = context;
  const { course } = context.library();
  const name = args.text('name') ?? '';
  const term = termNamed(course.glossary, name);
  if (!term) {
    const near = nearestTerms(course.glossary, name).slice(0, NEAREST);
    const search = `find ${name}`;
    const help: Block[] = near.length > 0 ? [buttons(...near.map((one) => termButton(one, locale)))] : [];
    if (search.length <= LIMITS.line && search.isWellFormed()) help.push(buttons({ label: label(t('common.search', { words: label(name, 40) }), LIMITS.buttonLabel), line: search }));
    throw new UserError(near.length > 0 ? 'term.near' : 'term.none', { name: label(name, 60) }, help);
  }
  const other: Locale = locale === 'en' ? 'zh-CN' : 'en';
  const lessons = term.lessons.flatMap((id) => lessonAt(course, id) ?? []);
  const names = [term.name[other], ...term.aliases].filter((one) => squeeze(one) !== squeeze(term.name[locale]));
  return {
    locale,
    blocks: [
      heading(term.name[locale]),
      text(term.about[locale]),
      text(bold(`${term.name[other]}: `), term.about[other]),
      ...(names.length > 0 ? [note(t('term.also', { names: [...new Set(names)].join(', ') }))] : []),
      note(t('term.lessons')),
      buttons(...lessons.slice(0, LIMITS.buttonsInRow).map((lesson) => lessonButton(lesson, context))),
    ],
  };
}

export const term: Command = {
  name: 'term',
  aliases: ['glossary', '术语', '名词', '词汇'],
  example: 'term StatefulSet',
  usual: '',
  actions: { '': { params: [{ name: 'name', type: 'text', rest: true, required: true, complete: suggestTerms }], audience: 'you', run: explain } },
};
