import type { Action, Command, Param } from './command.js';
import { practise, practiseAgain } from './quiz-practice.js';
import { answer, answerForm, typeAnswer } from './quiz-answer.js';
import { result, reveal, skip, start, stop } from './quiz-group.js';
import type { Mode } from '../quiz/round.js';
import { poolParam } from './quiz-pool.js';

const idParam = { name: 'id', type: 'text', required: true, hidden: true } as const;

const count: Param = { name: 'count', type: 'integer', min: 1, max: 20, named: true };
const seconds: Param = { name: 'seconds', type: 'integer', min: 10, max: 86_400, named: true };
const together = (mode: Mode): Action => ({ params: [count, seconds, poolParam], audience: 'everyone', pressed: 'everyone', run: start(mode) });
const maybeId: Param = { ...idParam, required: false };

export const quiz: Command = {
  name: 'quiz',
  aliases: ['测验', '测试', '题', '答题'],
  example: 'quiz 23',
  usual: 'practice',
  actions: {
    practice: { params: [poolParam], audience: 'you', run: practise },
    group: together('round'),
    race: together('race'),
    skip: { params: [maybeId], audience: 'you', run: skip },
    stop: { params: [maybeId], audience: 'you', run: stop },
    another: { params: [maybeId], audience: 'you', hidden: true, run: practiseAgain },
    answer: { params: [idParam, { name: 'place', type: 'integer', min: 1, max: 9, required: true, hidden: true }], audience: 'you', hidden: true, run: answer },
    type: { params: [idParam, { name: 'answer', type: 'text', rest: true, raw: true, hidden: true }], audience: 'you', hidden: true, form: answerForm, run: typeAnswer },
    reveal: { params: [idParam], audience: 'you', hidden: true, run: reveal },
    result: { params: [idParam], audience: 'you', hidden: true, run: result },
  },
};
