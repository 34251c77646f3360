/** One sentence of an abstract, with the addresses of the comments that it rests on. */
export interface Claim {
  readonly text: string;
  readonly cites: readonly string[];
}

/** Longer answers are not looked at, UTF-16 units: an abstract takes a twentieth. */
const LONGEST = 20_000;

/**
 * Reads what a model answered: JSON of one shape, alone, or in one code fence, or after its thoughts in `<think>`.
 * Undefined for anything else: a key too many is as wrong as one too few.
 */
export function readAnswer(answer: string): Claim[] | undefined {
  if (answer.length > LONGEST) return undefined;
  const thought = answer.lastIndexOf('</think>');
  const said = (thought < 0 ? answer : answer.slice(thought + '</think>'.length)).trim();
  const value = parsed(/^```(?:json)?\n([^]*)\n```$/.exec(said)?.[1] ?? said);
  if (!hasOnly(value, 'sentences') || !Array.isArray(value['sentences'])) return undefined;
  return claimsOf(value['sentences']);
}

/** The same for sentences that were kept. */
export function claimsOf(sentences: readonly unknown[]): Claim[] | undefined {
  const claims: Claim[] = [];
  for (const one of sentences) {
    if (!hasOnly(one, 'text', 'cites')) return undefined;
    const { text, cites } = one;
    if (typeof text !== 'string' || !Array.isArray(cites) || !cites.every((cite) => typeof cite === 'string')) return undefined;
    claims.push({ text: text.trim(), cites });
  }
  return claims;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

const hasOnly = (value: unknown, ...names: string[]): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).sort().join() === names.sort().join();
