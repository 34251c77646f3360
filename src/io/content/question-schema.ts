import { z } from 'zod';
import { COUNTS, LONGEST, SHAPES } from '../../quiz/measures.js';
import { address, localized, words } from './schema.js';

const reason = localized(LONGEST.why);
const some = <S extends z.ZodType>(part: S, { min, max }: { readonly min: number; readonly max: number }) => z.array(part).min(min).max(max);
const text = (max: number) => ({ 'zh-CN': words(max), en: words(max) });
const id = z.string().regex(SHAPES.part, 'one letter, a to f');

const common = {
  id: z.string().regex(SHAPES.id),
  topic: z.string().regex(SHAPES.topic),
  difficulty: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  source: z.union([address, z.string().regex(SHAPES.lesson)]),
  stem: localized(LONGEST.stem),
  explanation: localized(LONGEST.explanation),
};
const option = z.strictObject({ id, ...text(LONGEST.option), why: reason.optional(), pin: z.boolean().default(false) });

/** A question as it is written, by kind. What the fields say of each other is checked beside it. */
const questionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('one-choice'), ...common, key: id, options: some(option, COUNTS['one-choice']) }),
  z.strictObject({ kind: z.literal('next'), ...common, key: id, options: some(option, COUNTS.next) }),
  z.strictObject({ kind: z.literal('many-choice'), ...common, keys: some(id, COUNTS.keys), options: some(option, COUNTS['many-choice']) }),
  z.strictObject({ kind: z.literal('true-false'), ...common, key: z.boolean(), why: reason }),
  z.strictObject({
    kind: z.literal('typed'),
    ...common,
    answers: some(words(LONGEST.words), COUNTS.answers),
    near: some(z.strictObject({ text: words(LONGEST.words), why: reason }), COUNTS.near),
  }),
  z.strictObject({ kind: z.literal('order'), ...common, items: some(z.strictObject({ id, ...text(LONGEST.item), why: reason.optional() }), COUNTS.order) }),
  z.strictObject({
    kind: z.literal('classify'),
    ...common,
    groups: some(z.strictObject({ id, ...text(LONGEST.group) }), COUNTS.groups),
    items: some(z.strictObject({ id, ...text(LONGEST.item), group: id, why: reason }), COUNTS.classify),
  }),
]);

export const questionsSchema = z.array(questionSchema);
export type Written = z.infer<typeof questionSchema>;
