import type { Context } from '../../commands/command.js';
import type { Lesson } from '../../course/course.js';
import { bold, divider, list, mono, note, type Span, text } from '../../reply.js';
import { label } from '../../text.js';
import type { Digest } from '../digest.js';
import type { Sheet } from '../sheets.js';
import type { Claim } from './answer.js';

/** Longest model name shown, UTF-16 units. */
const NAME = 60;

/**
 * What a language model wrote about a digest, to stand above its first page, and the comments cited; undefined where there
 * is no model, or nothing of it that holds. Always labelled; every sentence is followed by the addresses of its comments.
 * Its sentences cost at most `BOUNDS.all`. Asks the model where needed.
 */
export async function abstractSheet({ abstracts, locale, t }: Pick<Context, 'abstracts' | 'locale' | 't'>, lesson: Pick<Lesson, 'id'>, digest: Digest): Promise<Sheet | undefined> {
  const claims = await abstracts?.of(lesson.id, locale, digest);
  if (abstracts === undefined || claims === undefined) return undefined;
  const cited = new Set(claims.flatMap(({ cites }) => cites));
  return {
    blocks: [text(bold(t('digest.abstract.title'))), list(claims.map(sentence)), note(t('digest.abstract.label', { model: label(abstracts.model, NAME) })), divider],
    items: digest.sections.flatMap((section) => section.items).filter((item) => cited.has(item.ref)),
  };
}

const sentence = ({ text: words, cites }: Claim): Span[] => [words, ...cites.flatMap((cite): Span[] => [' ', mono(cite)])];
