import type { Command } from './command.js';
import { practise, practiseAgain } from './quiz-practice.js';
import { answer, answerForm, typeAnswer } from './quiz-answer.js';
import { result, reveal, startRound } from './quiz-group.js';
import { lessonParam } from './params.js';

const idParam = { name: 'id', type: 'text', required: true, hidden: true } as const;

export const quiz: Command = {
  name: 'quiz',
  aliases: ['测验', '测试', '题', '答题'],
  example: 'quiz 23',
  usual: 'practice',
  actions: {
    practice: { params: [lessonParam], audience: 'you', run: practise },
    group: { params: [{ name: 'seconds', type: 'integer', min: 10, max: 86_400, named: true }, lessonParam], audience: 'everyone', pressed: 'everyone', run: startRound },
    another: { params: [{ ...idParam, required: false }], audience: 'you', hidden: true, run: practiseAgain },
    answer: { params: [idParam, { name: 'place', type: 'integer', min: 1, max: 9, required: true, hidden: true }], audience: 'you', hidden: true, run: answer },
    type: { params: [idParam, { name: 'answer', type: 'text', rest: true, raw: true, hidden: true }], audience: 'you', hidden: true, form: answerForm, run: typeAnswer },
    reveal: { params: [idParam], audience: 'you', hidden: true, run: reveal },
    result: { params: [idParam], audience: 'you', hidden: true, run: result },
  },
};
