import { everywhere } from '../../src/locale/index.js';
import { isOnePress, type ChoiceQuestion, type ClassifyQuestion, type OrderQuestion, type Question, type TypedQuestion } from '../../src/quiz/question.js';

export const each = (text: string) => ({ 'zh-CN': `题${text}`, en: text });
const common = (id: string) => ({ id, lesson: '23', topic: 'pod', difficulty: 1 as const, stem: each(`stem of ${id}?`), explanation: each('because'), source: 'lesson:23' });

export function choice(id: string, kind: ChoiceQuestion['kind'] = 'one-choice', keys: readonly string[] = ['b'], letters = 'abcd', pinned = ''): ChoiceQuestion {
  const option = (one: string) => ({ id: one, text: each(`option ${one}`), why: keys.includes(one) ? undefined : each(`no ${one}`), pin: pinned.includes(one) });
  return { ...common(id), kind, keys, options: [...letters].map(option) };
}

export const statement = (id: string, key: 'true' | 'false'): ChoiceQuestion => ({
  ...common(id),
  kind: 'true-false',
  keys: [key],
  options: (['true', 'false'] as const).map((word) => ({ id: word, text: everywhere(`quiz.${word}`), why: word === key ? undefined : each('not so'), pin: false })),
});

export const typed = (id: string, answers: readonly string[] = ['kubectl apply', '应用']): TypedQuestion => ({
  ...common(id),
  kind: 'typed',
  answers,
  near: ['kubectl create', 'kubectl patch', 'v1beta1'].map((text) => ({ text, why: each(`no ${text}`) })),
});

export const order = (id: string, letters = 'dbca'): OrderQuestion => ({
  ...common(id),
  kind: 'order',
  items: [...letters].map((one, i) => ({ id: one, text: each(`step ${one}`), why: i === 0 ? undefined : each(`${one} needs the one before`) })),
});

export const classify = (id: string, groups = 'abbac'): ClassifyQuestion => ({
  ...common(id),
  kind: 'classify',
  groups: [...'abc'].map((one) => ({ id: one, text: each(`group ${one}`) })),
  items: [...groups].map((group, i) => ({ id: 'abcdef'[i] as string, text: each(`thing ${'abcdef'[i]}`), why: each(`because of ${group}`), group })),
});

/** One of every kind. */
export const SAMPLES: readonly Question[] = [
  choice('s-one'),
  choice('s-pinned', 'one-choice', ['d'], 'abcde', 'e'),
  { ...choice('s-next', 'next', ['a']), stem: each('see\n```yaml\nkind: Pod\n```\nwhat then?') },
  choice('s-many', 'many-choice', ['a', 'c'], 'abcdef'),
  statement('s-true', 'true'),
  statement('s-false', 'false'),
  typed('s-typed'),
  order('s-order'),
  classify('s-classify'),
];

/** The same questions with something else right: whoever is asked must not tell them apart. */
export function swaps(question: Question): Question[] {
  const other = { explanation: each('something else'), source: 'https://example.org/' };
  if ('options' in question) {
    const ids = question.options.map(({ id }) => id);
    const sets = question.kind === 'many-choice' ? ids.map((id, i) => [id, ids[(i + 1) % ids.length] as string]) : ids.map((id) => [id]);
    return sets.map((keys) => ({ ...question, ...other, keys, options: question.options.map((one) => ({ ...one, why: keys.includes(one.id) ? undefined : each('another reason') })) }));
  }
  if (question.kind === 'typed') return [{ ...question, ...other, answers: ['CRD'] }, { ...question, ...other, answers: question.near.map(({ text }) => text), near: [] }];
  if (question.kind === 'order') {
    return question.items.map((_, i) => ({ ...question, ...other, items: [...question.items.slice(i), ...question.items.slice(0, i)].map((one) => ({ ...one, why: each('anew') })) }));
  }
  const { groups } = question;
  return groups.map((_, by) => ({ ...question, ...other, items: question.items.map((one) => ({ ...one, group: groups[(groups.findIndex(({ id }) => id === one.group) + by) % groups.length]?.id ?? '' })) }));
}

/** Lines that answer a question in different ways, whatever is right; some more than there are places. */
export function tries(question: Question, id: string): string[] {
  if (isOnePress(question)) return question.options.map((_, place) => `quiz answer ${id} ${place + 1}`);
  const say = (...all: string[]) => all.map((one) => `quiz type ${id} ${one}`);
  if ('options' in question) return say('AC', 'a、b', 'BCD', 'D', 'ＡＢＣＤ');
  if (question.kind === 'typed') return say('kubectl apply', 'kubectl create', 'nonsense', '应用');
  const all = 'ABCDEF'.slice(0, question.items.length);
  if (question.kind === 'order') return say(all, [...all].reverse().join('>'), `${all.slice(1)}A`, all.slice(2));
  return say('A'.repeat(all.length), 'ABABAB'.slice(0, all.length), 'BBABBA'.slice(0, all.length), 'A');
}
