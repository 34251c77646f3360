import { tame } from '../text.js';
import type { TypedQuestion } from './question.js';

/** Width, case and spaces do not matter. */
const folded = (text: string): string => tame(text).normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();

/** Whether typed words are one of a question's right answers. */
export function matches({ answers }: Pick<TypedQuestion, 'answers' | 'near'>, text: string): boolean {
  const said = folded(text);
  return said !== '' && answers.some((answer) => folded(answer) === said);
}
