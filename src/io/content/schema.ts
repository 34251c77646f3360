import { z } from 'zod';
import { SHAPES } from '../../quiz/measures.js';

/** The shapes of the content files. Lengths are UTF-16 code units, chosen so that every reply made of them fits (limits.ts). */
export const words = (max: number) => z.string().trim().min(1).max(max);
export const localized = (max: number) => z.strictObject({ 'zh-CN': words(max), en: words(max) });
export const address = z.url({ protocol: /^https?$/ }).max(400);

const lessonCard = z
  .strictObject({
    number: z.number().int().min(1).max(9999).optional(),
    id: z.string().regex(/^[a-z][a-z0-9-]{1,31}$/, 'an id is a–z, 0–9 and dashes, 2–32 characters, a letter first').optional(),
    kind: localized(20).optional(),
    title: localized(120),
    article: z.union([z.number().int().positive(), words(100)]),
    folder: z.string().regex(/^[a-z0-9-]{1,64}$/).optional(),
  })
  .refine((card) => (card.number === undefined) !== (card.id === undefined), 'a lesson has either a number or an id');

export const courseSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,31}$/),
  title: localized(80),
  /** What the versions under `today` are versions of, such as Kubernetes. */
  subject: words(40).optional(),
  link: words(300).refine((link) => /^https?:\/\//.test(link) && link.includes('{article}'), 'a web address with {article} in it'),
  sections: z.array(z.strictObject({ title: localized(60), lessons: z.array(lessonCard).min(1) })).min(1),
});

const lessonRef = z.string().regex(/^[a-z0-9-]{1,32}$/, 'the id of a lesson, in quotes');

/** What is the same in every language: lessons to read before, and to read next. */
export const relationsSchema = z.strictObject({ before: z.array(lessonRef).max(6), after: z.array(lessonRef).max(6) });

export const glossarySchema = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z0-9-]{2,40}$/),
    zh: words(60),
    en: words(60),
    about: localized(240),
    aliases: z.array(words(60)).max(20),
    lessons: z.array(lessonRef).min(1).max(6),
  }),
);

/** A topic that is a term of the glossary, by its id, has its names from there; any other one has its own. */
export const topicsSchema = z.array(
  z
    .strictObject({
      id: z.string().regex(SHAPES.topic),
      zh: words(60).optional(),
      en: words(60).optional(),
      aliases: z.array(words(60)).max(20).default([]),
      parts: z.array(z.string().regex(SHAPES.topic)).max(10).default([]),
    })
    .refine((topic) => (topic.zh === undefined) === (topic.en === undefined), 'a topic has its names in both languages, or neither'),
);

export const frontMatterSchema = z.strictObject({
  summary: words(1600),
  points: z.array(words(400)).min(4).max(7),
  discuss: z.array(words(400)).min(2).max(3),
  terms: z.array(words(60)).max(30),
  today: z.array(z.strictObject({ version: z.string().regex(/^\d+\.\d+$/, 'a version such as "1.33", in quotes'), text: words(500) })),
  docs: z.array(z.strictObject({ title: words(150), url: address })).min(1).max(8),
});

export const commentSchema = z.strictObject({
  author: words(60),
  likes: z.number().int().min(0),
  replies: z.number().int().min(0),
  date: z.iso.date(),
  text: words(4000),
  sample: z.literal(true),
});
