import type { Context } from '../../commands/command.js';
import type { Lesson } from '../../course/course.js';
import { blockCost, sum } from '../../limits.js';
import { ROOM, type Room } from '../../pages.js';
import { bold, type Block, divider, list, mono, note, type Span, text } from '../../reply.js';
import { label } from '../../text.js';
import type { Digest } from '../digest.js';
import type { Claim } from './answer.js';
import { BOUNDS } from './verify.js';

/** Longest model name shown, UTF-16 units. */
const NAME = 60;
const BLOCKS = 4;
/** What the label, the marks of the list and those of each address cost at most, beside the sentences. */
const FRAME = 550;

/** Room for a digest's pages: smaller where an abstract may stand above the first one, whether or not there is one today, so that pages stay where they are. */
export const roomBeside = ({ abstracts }: Pick<Context, 'abstracts'>): Room =>
  abstracts === undefined ? ROOM : { text: ROOM.text - BOUNDS.all - FRAME, components: ROOM.components - BLOCKS };

/**
 * What a language model wrote about a digest, to stand above its first page; empty where there is no model, or nothing of
 * it that holds. Always labelled; every sentence is followed by the addresses of its comments. Asks the model where needed.
 */
export async function abstractBlocks({ abstracts, locale, t }: Pick<Context, 'abstracts' | 'locale' | 't'>, lesson: Pick<Lesson, 'id'>, digest: Digest): Promise<Block[]> {
  const claims = await abstracts?.of(lesson.id, locale, digest);
  if (abstracts === undefined || claims === undefined) return [];
  const blocks = [text(bold(t('digest.abstract.title'))), list(claims.map(sentence)), note(t('digest.abstract.label', { model: label(abstracts.model, NAME) })), divider];
  // an address is as long as its lesson's id
  return sum(blocks, blockCost) <= BOUNDS.all + FRAME ? blocks : [];
}

const sentence = ({ text: words, cites }: Claim): Span[] => [words, ...cites.flatMap((cite): Span[] => [' ', mono(cite)])];
