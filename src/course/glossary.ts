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

type Named = Pick<Term, 'id' | 'name' | 'aliases'>;

/** Made once: every lookup asks all of them. */
const known = new WeakMap<Named, readonly string[]>();

/** Every name of a term or a topic, as typed names are compared. */
export function namesOf(one: Named): readonly string[] {
  const names = known.get(one) ?? [...new Set([one.id, ...Object.values(one.name), ...one.aliases].map(squeeze))].filter(Boolean);
  known.set(one, names);
  return names;
}

/** The term of this name: id, name in either language, or alias. */
export function termNamed(glossary: readonly Term[], name: string): Term | undefined {
  const wanted = squeeze(name);
  return wanted === '' ? undefined : glossary.find((term) => namesOf(term).includes(wanted));
}
