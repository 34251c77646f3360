import { escape, inline } from '../../adapters/discord/markdown.js';
import { renderDiscord } from '../../adapters/discord/render.js';
import { lineIn, mentionedIn, unescapeText } from '../../adapters/slack/plain.js';
import { renderSlack } from '../../adapters/slack/render.js';
import { renderText } from '../../adapters/terminal/render.js';
import type { Library } from '../../src/commands/command.js';
import { COMMANDS } from '../../src/commands/index.js';
import { deal, parseLine } from '../../src/commands/parse.js';
import { findLesson } from '../../src/course/lookup.js';
import { lessonNumber, mentionedNumber } from '../../src/course/number.js';
import { fold } from '../../src/course/search/fold.js';
import { squeeze, tokens } from '../../src/course/tokens.js';
import { topicMeant, topicNamed, topicsLike } from '../../src/course/topic.js';
import { attributes, speaksOfReplies, withoutNames } from '../../src/digest/abstract/people.js';
import { quotationsOf } from '../../src/digest/abstract/quotations.js';
import { readAnswer as readAbstract } from '../../src/digest/abstract/answer.js';
import { isIn } from '../../src/digest/abstract/language.js';
import { BOUNDS } from '../../src/digest/abstract/verify.js';
import { readAddress } from '../../src/digest/address.js';
import { classify } from '../../src/digest/class/classify.js';
import { sentencesOf, sizeOf } from '../../src/digest/class/sentences.js';
import { identify, placed } from '../../src/digest/comment.js';
import { contactsIn, maskedName } from '../../src/digest/contact.js';
import { makeDigest } from '../../src/digest/digest.js';
import { excerpt } from '../../src/digest/excerpt.js';
import { showable } from '../../src/digest/graphemes.js';
import { guessLessons } from '../../src/digest/guess.js';
import { decodeEntities } from '../../src/digest/scan/entities.js';
import { scanExport } from '../../src/digest/scan/scan.js';
import { contentOf, folded } from '../../src/digest/similar.js';
import { termFinder } from '../../src/digest/terms.js';
import { titlesIn } from '../../src/digest/titles.js';
import { readYaml } from '../../src/io/content/yaml.js';
import { inlineCode } from '../../src/inline.js';
import { textsIn, words, wordsAt } from '../../src/line.js';
import { cost, problems } from '../../src/limits.js';
import { pages } from '../../src/pages.js';
import { fromHtml, toHtml } from '../../src/quiz/formats/html.js';
import { formatOf, readQuestionsFrom } from '../../src/quiz/formats/read.js';
import { readAnswer } from '../../src/quiz/grade.js';
import { read as readWritten } from '../../src/quiz/own/written.js';
import { matches, sameWords } from '../../src/quiz/typed.js';
import { redact } from '../../src/redact.js';
import { code, list, quote, text, type Block, type Reply } from '../../src/reply.js';
import { readDate } from '../../src/schedule/words/date.js';
import { readDays } from '../../src/schedule/words/days.js';
import { readSpan } from '../../src/schedule/words/span.js';
import { readTime } from '../../src/schedule/words/time.js';
import { readWhat } from '../../src/schedule/words/what.js';
import { readZone } from '../../src/schedule/words/zone.js';
import { cut, label, oneLine, tame } from '../../src/text.js';
import { SAMPLES } from '../support/questions.js';
import { z } from 'zod';

type Work = (text: string, library: Library) => unknown;

const reply = (...blocks: Block[]): Reply => ({ blocks, locale: 'en' });
const sample = (kind: string) => SAMPLES.find((one) => one.kind === kind)!;
const comment = (text: string, author = 'Reader') => ({ author, likes: 1, replyCount: 0, date: '2020-01-02', text });

/** Every pure function that a text from outside gets to. Add a new one here: all inputs below are given to it. */
export const WORK: Readonly<Record<string, Work>> = {
  // lines
  'text: tame': (it) => tame(it),
  'text: oneLine': (it) => oneLine(it),
  'text: cut': (it) => cut(it, it.length >> 1),
  'text: label': (it) => label(it, it.length >> 1),
  'line: words': (it) => words(it),
  'line: wordsAt': (it) => wordsAt(it),
  'line: textsIn': (it) => textsIn(it, 'stem', ['stem', 'options', 'explanation'], ['ref', 'stem', 'options', 'explanation']),
  'commands: a line': (it) => deal(parseLine(`question suggest 13 ${it}`.slice(0, 4000), COMMANDS)),
  'commands: a schedule': (it) => deal(parseLine(`schedule set ${it}`.slice(0, 4000), COMMANDS)),
  'inline code': (it) => inlineCode(it),
  // replies
  'limits: cost': (it) => cost(it),
  'limits: problems': (it) => problems(reply(text(it), code(it))),
  'pages: text': (it) => pages([text(it)]),
  'pages: quote': (it) => pages([quote(it)]),
  'pages: code': (it) => pages([code(it)]),
  'pages: list': (it) => pages([list(it.match(/[^]{1,3}/g)?.map((one) => [one]) ?? [])]),
  'pages: spans': (it) => pages([text(...(it.match(/[^]{1,3}/g) ?? []).map((one) => ({ text: one, style: 'bold' as const })))]),
  'Discord: escape': (it) => escape(it),
  'Discord: inline': (it) => inline([it, { text: it, style: 'bold' }, { text: it, style: 'code' }]),
  'Discord: render': (it) => renderDiscord(reply(text(it), code(it), quote(it))),
  'Slack: render': (it) => renderSlack(reply(text(it), code(it), quote(it))),
  'terminal: render': (it) => renderText(reply(text(it), code(it), quote(it))),
  'Slack: lineIn': (it) => lineIn(it, 'UBOT'),
  'Slack: mentionedIn': (it) => mentionedIn(it),
  'Slack: unescapeText': (it) => unescapeText(it),
  redact: (it) => redact(it),
  // looking up
  'course: fold': (it) => fold(it),
  'course: squeeze': (it) => squeeze(it),
  'course: tokens': (it) => tokens(it),
  'course: lessonNumber': (it) => [lessonNumber(it), mentionedNumber(it)],
  'course: findLesson': (it, { course, index }) => findLesson(course, index, it.slice(0, 4000)),
  'course: topics': (it, { course }) => [topicNamed(course, it), topicsLike(course, it), topicMeant(course, it)],
  'course: search': (it, { index }) => index.search(it.slice(0, 4000), 8),
  // typed answers
  'quiz: matches': (it) => matches({ answers: ['kubectl apply'], near: [] }, it),
  'quiz: sameWords': (it) => sameWords(it, it),
  'quiz: readAnswer, choices': (it) => readAnswer(sample('many-choice'), 'r1', it),
  'quiz: readAnswer, groups': (it) => readAnswer(sample('classify'), 'r1', it),
  'quiz: a suggestion': (it) => readWritten({ stem: it, options: it, explanation: it }),
  'quiz: a suggestion on one line': (it) => readWritten({ stem: `${it} | *a // x | b // ${it} | c = ${it}` }),
  // questions from files
  'formats: formatOf': (it) => formatOf(it),
  'formats: GIFT': (it) => readQuestionsFrom(it, 'gift'),
  'formats: GIFT, answers': (it) => readQuestionsFrom(`::x:: stem {${it}}`, 'gift'),
  'formats: Aiken': (it) => readQuestionsFrom(it, 'aiken'),
  'formats: CSV': (it) => readQuestionsFrom(it, 'csv'),
  'formats: CSV, a cell': (it) => readQuestionsFrom(`id,stem,option A\nx,"${it}",y`, 'csv'),
  'formats: HTML': (it) => fromHtml(it),
  'formats: to HTML': (it) => toHtml(it),
  // schedules
  'schedule: time': (it) => readTime(it),
  'schedule: days': (it) => readDays(it),
  'schedule: date': (it) => readDate(it, '2026-03-02'),
  'schedule: span': (it) => readSpan(it),
  'schedule: what': (it) => readWhat(it),
  'schedule: zone': (it) => readZone(it),
  // comments
  'digest: address': (it, library) => readAddress(it.slice(0, 4000), library),
  'digest: sentences': (it) => sentencesOf(it),
  'digest: size': (it) => sizeOf(it),
  'digest: classify': (it) => classify(it),
  'digest: contacts': (it) => contactsIn(it),
  'digest: a name': (it) => maskedName(it),
  'digest: excerpt': (it) => excerpt(it, 300, it.length >> 1),
  'digest: showable': (it) => showable(it),
  'digest: folded': (it) => folded(it),
  'digest: content': (it) => contentOf(it),
  'digest: terms': (it, { course }) => termFinder(course.glossary)(it),
  'digest: guess': (it, library) => guessLessons(it, library),
  'digest: titles': (it) => titlesIn(it, it.slice(0, 200)),
  'digest: entities': (it) => decodeEntities(it),
  'digest: an export': (it) => scanExport(`<div><strong>精选留言（1）</strong></div><ul><li><span>甲</span> 👍（1） 💬（0）<div>${it}</div>2020-01-01</li></ul>`),
  'digest: a whole one': (it, { course }) => makeDigest(placed('13', identify([comment(it), comment(`${it}!`, it)], 'column')), { now: '2026-03-02', glossary: course.glossary }),
  'abstract: answer': (it) => readAbstract(it),
  'abstract: quotations': (it) => quotationsOf(it),
  'abstract: language': (it) => isIn('en', it),
  // of more than one sentence's length nothing else is looked at
  'abstract: people': (it) => [attributes(it.slice(0, BOUNDS.sentence)), speaksOfReplies(it), withoutNames(it, ['Ming'], ['Ming', 'Li Lei'])],
  // content
  'content: YAML': (it) => readYaml(`a: ${it}`, z.strictObject({ a: z.string() }), () => {}),
};

const fill = (part: string) => (units: number) => part.repeat(Math.ceil(units / part.length)).slice(0, units);

/** What has made programs slow: runs of marks, marks that never end, and what looks like the beginning of something. */
export const INPUTS: Readonly<Record<string, (units: number) => string>> = {
  ...Object.fromEntries(
    ['a', '字', ' ', '\n', '\r', '　', '`', '*', '_', '[', '(', '<', '&', '\\', '"', "'", '#', '=', ',', '.', '。', '-', '0', '\u0301', '\u200B', '\uD83D', '👨‍👩‍👧', '🇨🇳', 'ﷺ'].map((one) => [JSON.stringify(one), fill(one)]),
  ),
  ...Object.fromEntries(
    ['a ', 'a\n', '- ', '> ', '1. ', '](', '[a](', '<a', '</', '&#', '<@U', '<@UBOT|', '```\n', '`a', '**a', 'M-', 'Bearer ', 'redis://', 'interactions/1/', 'http://', 'a@b.', '1381', '13 ', '\nstem: ', ' | ', ' // ', '{=', '~%', '->', '::', '\\{', '"",', 'A. ', 'ANSWER: ', '第一', '周一', '1h', '作者回复: ', '“a', 'Li ', '- a', 'a: ', '&a ', 'aA', '1a'].map((one) => [JSON.stringify(one), fill(one)]),
  ),
  'spaces, then a letter': (units) => `${' '.repeat(units - 1)}x`,
  'a letter, spaces, a letter': (units) => `x${' '.repeat(units - 2)}x`,
  'digits, then a letter': (units) => `${'1'.repeat(units - 1)}x`,
  'lines of spaces': fill(`${' '.repeat(50)}\n`),
  'one mark of many': (units) => `a${'\u0301'.repeat(units - 1)}`,
  'deep brackets': (units) => '['.repeat(units >> 1) + ']'.repeat(units >> 1),
  'words that differ': (units) => Array.from({ length: units >> 3 }, (_, i) => `w${(i * 7919).toString(36)} `.padEnd(8, 'q')).join(''),
  'Han that differ': (units) => Array.from({ length: units }, (_, i) => String.fromCharCode(0x4e00 + ((i * 7919) % 20_000))).join(''),
};
