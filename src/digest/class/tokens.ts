import { fold } from '../../course/search/fold.js';

const TOKEN = /[a-z]+|\p{Script=Han}|[^\s]/gu;

/**
 * A text as the classes' features see it: folded (width, traditional characters, case), every number a 0, in Han
 * characters, Latin words and single marks.
 */
export function tokensOf(text: string): string[] {
  return fold(text).toLowerCase().replace(/[0-9]+/g, '0').match(TOKEN) ?? [];
}

/** Every run of 1 to 3 neighbouring tokens, each once, behind a prefix. */
export function runsOf(tokens: readonly string[], prefix: string): Set<string> {
  const found = new Set<string>();
  for (let i = 0; i < tokens.length; i++) {
    let run = prefix;
    for (const token of tokens.slice(i, i + 3)) {
      run += token;
      found.add(run);
    }
  }
  return found;
}
