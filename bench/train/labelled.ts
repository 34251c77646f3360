import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommentClass } from '../../src/digest/class/classes.js';
import { fromRoot } from '../../src/io/paths.js';

/** A comment written for this project, with what it is. */
export interface Labelled {
  readonly author: string;
  readonly likes: number;
  readonly replies: number;
  readonly date: string;
  readonly text: string;
  readonly class: CommentClass;
  /** Other classes that a second reader could defend. */
  readonly alt: readonly CommentClass[];
  /** Among what an editor would show first. */
  readonly highlight: boolean;
  /** A question that nobody answered. */
  readonly open: boolean;
  /** Comments of one lesson that say the same share a letter. */
  readonly group: string | null;
}

export interface LabelledLesson {
  readonly name: string;
  readonly comments: readonly Labelled[];
}

/** `tests/labelled/PART`: one file a lesson, its first line says which course and lesson it imagines. */
export function labelled(part: 'train' | 'held-out'): LabelledLesson[] {
  const folder = fromRoot(join('tests', 'labelled', part));
  return readdirSync(folder).sort().map((name) => {
    const lines = readFileSync(join(folder, name), 'utf8').trim().split('\n').slice(1);
    return { name, comments: lines.map((line) => JSON.parse(line) as Labelled) };
  });
}
