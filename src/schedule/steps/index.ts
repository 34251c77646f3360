import type { StepKind } from '../follow.js';
import type { Doer } from './doing.js';
import { notice } from './notice.js';
import { pin } from './pin.js';
import { quiz, result, reveal } from './quiz.js';
import { tell } from './tell.js';
import { thread } from './thread.js';

/** S9: how each step is done. */
export const DOERS: Readonly<Record<StepKind, Doer>> = {
  pin,
  thread,
  quiz,
  reveal,
  result,
  notice,
  tell,
};
