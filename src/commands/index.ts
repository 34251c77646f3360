import type { Command } from './command.js';
import { comment } from './comment.js';
import { digest } from './digest.js';
import { find } from './find.js';
import { help } from './help.js';
import { lesson } from './lesson.js';
import { next, previous, resume } from './next.js';
import { progress, read } from './read.js';
import { quiz } from './quiz.js';
import { report } from './report.js';
import { review } from './review.js';
import { schedule } from './schedule.js';
import { settings } from './settings.js';
import { term } from './term.js';

/** Every command, declared once, in the order in which help shows them. */
export const COMMANDS: readonly Command[] = [lesson, find, term, next, previous, resume, read, progress, quiz, review, digest, comment, report, schedule, settings, help(() => COMMANDS)];
