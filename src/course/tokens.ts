/**
 * Tokens of a text for search: NFKC, lower case; runs of Han as single characters' bigrams (one character alone as
 * itself), Latin words whole and split at camelCase and dots, without the s of a plural. The same cut for texts and for queries.
 */
export function tokens(text: string): string[] {
  const found: string[] = [];
  for (const [run] of text.normalize('NFKC').matchAll(/\p{Script=Han}+|(?:[^\P{L}\p{Script=Han}]|\p{N})+/gu)) {
    if (/\p{Script=Han}/u.test(run)) {
      const chars = [...run];
      if (chars.length === 1) found.push(run);
      for (let i = 0; i + 1 < chars.length; i++) found.push(`${chars[i]}${chars[i + 1]}`);
      continue;
    }
    found.push(singular(run.toLowerCase()));
    const parts = run.split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/).map((p) => singular(p.toLowerCase()));
    if (parts.length > 1) found.push(...parts);
  }
  return found;
}

/** `pods` is `pod`; `redis`, `status`, `ingress` and `dns` stay. What is cut wrongly is cut alike in text and query. */
const singular = (word: string): string => (/^[a-z]{2,}[a-hj-rtv-z]s$/.test(word) ? word.slice(0, -1) : word);

/** A title as one comparable string: NFKC, lower case, only letters and digits. */
export const squeeze = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
