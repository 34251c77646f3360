import type { Sentence } from '../sentences.js';
import type { Cue } from './cue.js';
import { EN } from './en.js';
import { ZH } from './zh.js';

export const EVERY_CUE: readonly Cue[] = [...ZH, ...EN];

/** What is read of a sentence, UTF-16 units: keeps the patterns cheap on walls of text. */
const READ = 600;

/** The cues in sentences, by their place in the table; code says nothing of what its writer wants. */
export function cuesIn(sentences: readonly Sentence[]): Set<number> {
  const found = new Set<number>();
  for (const { code, text } of sentences) {
    if (code) continue;
    const part = text.slice(0, READ);
    for (const [i, cue] of EVERY_CUE.entries()) if (!found.has(i) && cue.pattern.test(part)) found.add(i);
  }
  return found;
}
