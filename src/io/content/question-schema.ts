import { z } from 'zod';
import { address, localized, words } from './schema.js';

const reason = localized(400);
const text = (max: number) => ({ 'zh-CN': words(max), en: words(max) });
const id = z.string().regex(/^[a-f]$/, 'one letter, a to f');

const common = {
  id: z.string().regex(/^[a-z0-9-]{4,40}$/),
  topic: z.string().regex(/^[a-z0-9-]{2,40}$/),
  difficulty: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  source: z.union([address, z.string().regex(/^lesson:[a-z0-9-]+$/)]),
  stem: localized(600),
  explanation: localized(600),
};
const option = z.strictObject({ id, ...text(180), why: reason.optional(), pin: z.boolean().default(false) });

/** A question as it is written, by kind. What the fields say of each other is checked beside it. */
const questionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('one-choice'), ...common, key: id, options: z.array(option).min(4).max(5) }),
  z.strictObject({ kind: z.literal('next'), ...common, key: id, options: z.array(option).min(4).max(5) }),
  z.strictObject({ kind: z.literal('many-choice'), ...common, keys: z.array(id).min(2).max(5), options: z.array(option).min(4).max(6) }),
  z.strictObject({ kind: z.literal('true-false'), ...common, key: z.boolean(), why: reason }),
  z.strictObject({
    kind: z.literal('typed'),
    ...common,
    answers: z.array(words(80)).min(1).max(20),
    near: z.array(z.strictObject({ text: words(80), why: reason })).min(3).max(12),
  }),
  z.strictObject({ kind: z.literal('order'), ...common, items: z.array(z.strictObject({ id, ...text(120), why: reason.optional() })).min(4).max(5) }),
  z.strictObject({
    kind: z.literal('classify'),
    ...common,
    groups: z.array(z.strictObject({ id, ...text(40) })).min(2).max(4),
    items: z.array(z.strictObject({ id, ...text(120), group: id, why: reason })).min(4).max(6),
  }),
]);

export const questionsSchema = z.array(questionSchema);
export type Written = z.infer<typeof questionSchema>;
