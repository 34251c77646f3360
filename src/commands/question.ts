import { findLesson } from '../course/lookup.js';
import { LONGEST } from '../quiz/measures.js';
import { OPTIONS_MAX } from '../quiz/own/written.js';
import { REASONS, REPORT_MAX } from '../quiz/reports.js';
import type { Command, Param } from './command.js';
import { pageParam, suggestLessons } from './params.js';
import { approve, decline, REASON_MAX, remove } from './question-decide.js';
import { because, report } from './question-report.js';
import { place, suggest, showDraft } from './question-suggest.js';
import { list, show } from './question-view.js';
import { reports, restoreOne, suspendOne, voidOne } from './question-desk.js';

const id: Param = { name: 'id', type: 'text', required: true };
const hiddenId: Param = { ...id, hidden: true };
const sure: Param = { name: 'sure', type: 'choice', choices: ['yes'], hidden: true };
const typed = (name: string): Param => ({ name, type: 'text', raw: true, named: true });
const reason: Param = { name: 'reason', type: 'text', rest: true, raw: true };

export const question: Command = {
  name: 'question',
  aliases: ['questions', '题目', '出题', '推荐题目'],
  example: 'question suggest 13',
  usual: 'list',
  actions: {
    suggest: {
      params: [{ name: 'ref', type: 'text', complete: suggestLessons }, { name: 'stem', type: 'text', rest: true, raw: true }, typed('options'), typed('explanation')],
      audience: 'you',
      form: {
        title: 'suggest',
        fields: [
          { name: 'ref', multiline: false, max: 100, extra: true },
          { name: 'stem', multiline: true, max: LONGEST.stem },
          { name: 'options', multiline: true, max: OPTIONS_MAX },
          { name: 'explanation', multiline: true, max: LONGEST.explanation },
        ],
        wanted: (given, { course, index }) => !given.get('ref') || 'lesson' in findLesson(course, index, given.get('ref') ?? ''),
      },
      run: suggest,
    },
    list: { params: [pageParam], audience: 'you', run: list },
    show: { example: 'question show q7', params: [id, pageParam], audience: 'you', run: show },
    approve: { example: 'question approve q7', params: [id], audience: 'you', right: 'admin', run: approve },
    decline: { example: 'question decline q7 REASON', params: [id, reason], audience: 'you', right: 'admin', form: { title: 'decline', fields: [{ name: 'reason', multiline: true, max: REASON_MAX }], wanted: (given) => Boolean(given.get('id')) }, run: decline },
    delete: { example: 'question delete q7', params: [id, sure], audience: 'you', run: remove },
    reports: { params: [pageParam], audience: 'you', right: 'admin', run: reports },
    suspend: { example: 'question suspend q7', params: [id], audience: 'you', right: 'admin', run: suspendOne },
    restore: { example: 'question restore q7', params: [id], audience: 'you', right: 'admin', run: restoreOne },
    void: { example: 'question void q7', params: [id, sure], audience: 'you', right: 'admin', run: voidOne },
    place: { params: [hiddenId, { name: 'ref', type: 'text', required: true, hidden: true }], audience: 'you', hidden: true, run: place },
    draft: { params: [hiddenId, pageParam], audience: 'you', hidden: true, run: showDraft },
    // the solution that it stands on stays there
    report: { params: [hiddenId], audience: 'you', pressed: 'you', hidden: true, run: report },
    because: {
      params: [hiddenId, { name: 'why', type: 'choice', choices: REASONS, required: true, hidden: true }, { ...reason, hidden: true }],
      audience: 'you',
      hidden: true,
      form: { title: 'report', fields: [{ name: 'reason', multiline: true, max: REPORT_MAX }], wanted: (given) => given.get('why') === 'other' },
      run: because,
    },
  },
};
