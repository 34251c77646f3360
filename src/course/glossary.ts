import type { Localized } from './course.js';
import { squeeze } from './tokens.js';

/** A word of the course, what it means, and what people call it. */
export interface Term {
  readonly id: string;
  readonly name: Localized;
  readonly about: Localized;
  /** Other names that people type, in any language; no two terms share one. */
  readonly aliases: readonly string[];
  /** Ids of the lessons where it matters, the most important first. */
  readonly lessons: readonly string[];
}

/** Every name of a term or a topic, as typed names are compared. */
export const namesOf = ({ id, name, aliases }: Pick<Term, 'id' | 'name' | 'aliases'>): string[] => [...new Set([id, ...Object.values(name), ...aliases].map(squeeze))].filter(Boolean);

/** The term of this name: id, name in either language, or alias. */
export function termNamed(glossary: readonly Term[], name: string): Term | undefined {
  const wanted = squeeze(name);
  return wanted === '' ? undefined : glossary.find((term) => namesOf(term).includes(wanted));
}
