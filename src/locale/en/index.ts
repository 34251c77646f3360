import { choice, command, param } from './commands.js';
import { comment } from './comment.js';
import { common, error, help, settings } from './common.js';
import { form, menu } from './form.js';
import { formats } from './formats.js';
import { quiz } from './group.js';
import { install } from './install.js';
import { post } from './post.js';
import { board, mydata, streak } from './progress.js';
import { question } from './question.js';
import { review } from './review.js';
import { schedule } from './schedule.js';
import { digest, find, lesson, read, report, term } from './study.js';

export const en = { choice, command, comment, param, common, error, form, help, menu, settings, quiz, review, post, schedule, digest, find, lesson, read, report, term, board, mydata, streak, formats, question, install };
