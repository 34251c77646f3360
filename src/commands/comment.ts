import { readAddress, type Meant } from '../digest/address.js';
import { LONGEST } from '../digest/own.js';
import { choose, keep, save } from './comment-save.js';
import { comment as run, like, remove, reply, show } from './comment-write.js';
import type { ActionForm, Command, FormTitle, Param } from './command.js';
import { pageParam, suggestLessons } from './params.js';

const on: Param = { name: 'on', type: 'text', required: true, complete: suggestLessons };
const text: Param = { name: 'text', type: 'text', rest: true, raw: true };
const id: Param = { name: 'id', type: 'text', required: true, hidden: true };

/** The words are asked for where the line names a lesson, or a comment to answer; not where it is to be shown, or names nothing. */
const form = (title: FormTitle, kind: Meant['kind']): ActionForm => ({
  title,
  fields: [{ name: 'text', multiline: true, max: LONGEST }],
  wanted: (given, library) => readAddress(given.get('on') ?? '', library).kind === kind,
});

export const comment: Command = {
  name: 'comment',
  aliases: ['写留言', '写评论', '发留言', 'note'],
  example: 'comment 13',
  usual: '',
  menu: 'save',
  actions: {
    '': { params: [on, text], audience: 'everyone', form: form('comment', 'lesson'), run },
    // others can like and answer what was written, wherever the button stood
    add: { params: [on, text], audience: 'everyone', pressed: 'everyone', hidden: true, form: form('comment', 'lesson'), run },
    reply: { params: [on, text], audience: 'everyone', pressed: 'everyone', hidden: true, form: form('answer', 'comment'), run: reply },
    show: { params: [on, pageParam], audience: 'you', hidden: true, run: show },
    like: { params: [on], audience: 'you', hidden: true, run: like },
    delete: { params: [on, { name: 'sure', type: 'choice', choices: ['yes'], hidden: true }], audience: 'you', hidden: true, run: remove },
    save: { params: [], audience: 'you', hidden: true, run: save },
    choose: { params: [id, pageParam], audience: 'you', hidden: true, run: choose },
    keep: { params: [id, on], audience: 'you', hidden: true, run: keep },
  },
};
