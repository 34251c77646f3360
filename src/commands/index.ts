import type { Command } from './command.js';
import { comment } from './comment.js';
import { digest } from './digest.js';
import { find } from './find.js';
import { help } from './help.js';
import { leaderboard } from './leaderboard.js';
import { lesson } from './lesson.js';
import { mydata } from './mydata.js';
import { next, previous, resume } from './next.js';
import { progress, read } from './read.js';
import { question } from './question.js';
import { quiz } from './quiz.js';
import { report } from './report.js';
import { review } from './review.js';
import { schedule } from './schedule.js';
import { settings } from './settings.js';
import { term } from './term.js';

/** Every command, declared once, in the order in which help shows them. */
export const COMMANDS: readonly Command[] = [lesson, find, term, next, previous, resume, read, progress, quiz, question, review, leaderboard, digest, comment, report, schedule, settings, mydata, help(() => COMMANDS)];
