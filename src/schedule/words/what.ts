import { type What, WHATS } from '../schedule.js';
import { plain } from './plain.js';

const CALLED: Readonly<Record<string, string>> = {
  lessons: 'lesson',
  课: 'lesson',
  课程: 'lesson',
  一讲: 'lesson',
  每日一讲: 'lesson',
  quizzes: 'quiz',
  question: 'quiz',
  测验: 'quiz',
  题: 'quiz',
  每日一题: 'quiz',
  weekly: 'digest',
  周报: 'digest',
  摘要: 'digest',
  每周摘要: 'digest',
  reviews: 'review',
  reminder: 'review',
  复习: 'review',
  复习提醒: 'review',
};

/** What a word asks to be posted; undefined for a word that is none of that. */
export function readWhat(typed: string): What | undefined {
  const text = plain(typed);
  const name = Object.hasOwn(CALLED, text) ? CALLED[text] : text;
  return WHATS.find((what) => what === name);
}
