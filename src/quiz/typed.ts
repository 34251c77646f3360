import { formsOf, formsOfGuess, type Form } from './typed/form.js';
import { forgiven, slipBetween } from './typed/slip.js';
import { exact, plain } from './typed/spelling.js';

/** What is right, and what people type instead. */
interface Expected {
  readonly answers: readonly string[];
  readonly near: readonly { readonly text: string }[];
}

/** Longer texts, in UTF-16 units, are no answer and are not read. */
const LONGEST = 200;

interface Reading {
  readonly exact: string;
  readonly plain: string;
  readonly forms: readonly Form[];
}

function read(text: string): Reading {
  const asTyped = exact(text);
  const bare = plain(asTyped);
  return { exact: asTyped, plain: bare, forms: formsOf(bare) };
}

const same = (a: Form, b: Form): boolean => a.command === b.command && a.text === b.text;
const oneSlip = (a: Form, b: Form): boolean => a.command === b.command && slipBetween(a.text, b.text) !== undefined;

const someForms = (all: readonly Reading[], forms: readonly Form[], test: (one: Form, other: Form) => boolean): boolean =>
  all.some((reading) => reading.forms.some((one) => forms.some((other) => test(one, other))));

/**
 * Whether a typed text is a right answer. It is compared in four steps, each more forgiving: as typed; without case and
 * punctuation; without plural, hyphens and words around it; with one slip. The first step at which it meets an answer or
 * a wrong text decides, and where it meets both the wrong one does. `others` are answers of other questions that must
 * not be taken for this one's; those that say the same as an answer here are left out.
 */
export function matches(question: Expected, typed: string, others: readonly string[] = []): boolean {
  if (typed.length > LONGEST) return false;
  const asTyped = exact(typed);
  if (asTyped === '') return false;
  const right = question.answers.map(read);
  if (right.some((answer) => answer.exact === asTyped)) return true;

  const elsewhere = others.map(read).filter((other) => !someForms(right, other.forms, same));
  const wrong = [...question.near.map(({ text }) => read(text)), ...elsewhere];

  const bare = plain(asTyped);
  if (bare === '' || wrong.some((text) => text.plain === bare)) return false;
  if (right.some((answer) => answer.plain === bare)) return true;

  const guesses = formsOfGuess(bare);
  if (someForms(wrong, guesses, same)) return false;
  if (someForms(right, guesses, same)) return true;
  // as near to a wrong text as to an answer: nobody knows which was meant
  return !someForms(wrong, guesses, oneSlip) && someForms(right, guesses, forgiven);
}

/** Whether two texts differ in no more than width, case, quotes and end marks. */
export const sameWords = (a: string, b: string): boolean => plain(exact(a)) === plain(exact(b));
