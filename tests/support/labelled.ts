import { labelled } from '../../bench/train/labelled.js';
import { CLASSES, type CommentClass } from '../../src/digest/class/classes.js';

/** Plain comments that say one thing each, by what they are; none is taken from a real column. */
export const LABELLED = Object.fromEntries(
  CLASSES.map((name) => [name, labelled('train').find((lesson) => lesson.name === 'z01.jsonl')!.comments.filter((one) => one.class === name).map((one) => one.text)]),
) as Record<CommentClass, string[]>;
