import type { Course, Lesson } from '../course/course.js';
import { lessonNumber, mentionedNumber } from '../course/number.js';
import type { Index } from '../course/search.js';
import { squeeze } from '../course/tokens.js';
import { LOCALES } from '../locale/index.js';
import { label } from '../text.js';
import { LEAD } from './scan/blocks.js';
import { decodeEntities } from './scan/entities.js';

/** Which lesson a file is about, or the title that fits none (undefined: it has no title) and the lesson that it may be. */
export type Meant = { readonly lesson: Lesson } | { readonly title: string | undefined; readonly maybe: Lesson | undefined };

/** A course and its search, which is asked only where no title fits. */
interface Titled {
  readonly course: Course;
  readonly index: Index;
}

/** Where exporters put a lesson's title, most telling first. */
const PLACES = [
  /<title>([^<]{1,300})<\/title>/i,
  /<h1(?:\s[^<>]{0,300})?>([^<]{1,300})<\/h1>/i,
  /<audio\s{1,9}title="([^\n<>]{1,300}?)"\s{0,9}(?:[a-z]{2,20}=|\/?>)/i,
  /^---\n(?:[^\n]{0,500}\n){0,20}?title:[ \t]{0,9}([^\n]{1,300})\n/,
  // the first heading, before any code: a comment in code looks the same
  /^(?:(?!```|#)[^\n]*\n){0,40}?#[ \t]{1,9}([^\n]{1,300})/,
];
/** A first line, or a heading of any rank, is a title where it begins as titles do: with a number or a kind, and a stroke. */
const NUMBERED = String.raw`第\s?(?:\d{1,3}|[零〇一二两三四五六七八九十百]{1,5})\s?[讲课节篇]\s{0,9}[|丨｜_:：·.、\s-]|(?:第\s?)?\d{1,3}\s{0,9}[讲课|丨｜_:：·.、-]|[\[【(（]\d{1,3}[\]】)）]`;
const KIND = '开篇词|结束语|特别放送|加餐|答疑文章|答疑|预习|导读|期末测试|期中测试|用户故事';
const FIRST_LINE = new RegExp(String.raw`^\s{0,99}(?:#{1,6}[ \t]{1,9})?((?:${NUMBERED}|(?:${KIND})\s{0,9}[|丨｜_:：·])[^\n]{1,200})`);
const NUMBER_IN_FRONT = /^第?(\d{1,3})(?!\d)[讲课节篇]?/;
const HAN_IN_FRONT = /^第[零〇一二两三四五六七八九十百]{1,5}[讲课节篇]/;
const KIND_IN_FRONT = new RegExp(`^(?:${KIND})`);
/** A stroke that counts as a letter: it is a Chinese character. */
const STROKE_IN_FRONT = /^丨/;
const SITE = /^极客时间|极客时间$/;
/** A title of at least so many letters is found inside a longer one too, which has a course or a name around it. */
const LONG = 8;
/** A name that a file system cut short still names the lesson of its number from so many letters on, or with half of the title. */
const ENOUGH = 8;

/** What a file says it is: the titles in its beginning, above its comments, then its name (without folder and ending). */
export function titlesIn(head: string, name: string): string[] {
  const lesson = head.slice(0, 20_000).replaceAll('\r\n', '\n');
  const end = lesson.search(LEAD);
  const start = end < 0 ? lesson : lesson.slice(0, end);
  const found = [...PLACES, FIRST_LINE].map((place) => place.exec(start)?.[1]);
  return [...found, name].flatMap((one) => (one === undefined ? [] : [decodeEntities(one).replace(/^["']|["']$/g, '').trim()])).filter((one) => one !== '');
}

/**
 * Finds a lesson by the titles that a file has, in either language. Its number alone counts only for a file that has no
 * title at all: exports of other courses have the same numbers.
 */
export function lessonMeant(library: Titled, titles: readonly string[]): Meant {
  const { course } = library;
  for (const title of titles) {
    const found = byTitle(course, title);
    if (found) return { lesson: found };
  }
  const number = titles.map(numberOf).find((one) => one !== undefined);
  const numbered = number === undefined ? undefined : course.lessons.find((lesson) => lesson.number === number);
  // a kind is a title too: other courses have theirs under the same numbers
  const title = titles.find((one) => stripped(one, course, [NUMBER_IN_FRONT, HAN_IN_FRONT]) !== '');
  if (title === undefined && numbered) return { lesson: numbered };
  return { title: title && label(title, 60), maybe: numbered ?? (title === undefined ? undefined : nearest(library, title)) };
}

/** The lesson that a search for the title finds first, where at least half of the title is in its own. */
function nearest({ course, index }: Titled, title: string): Lesson | undefined {
  const found = index.search(title, 1)[0]?.lesson;
  const own = [...bare(title, course)];
  const pairs = own.slice(1).map((char, i) => `${own[i]}${char}`);
  const shared = found ? pairs.filter((pair) => LOCALES.some((locale) => squeeze(found.title[locale]).includes(pair))).length : 0;
  return pairs.length > 0 && shared * 2 >= pairs.length ? found : undefined;
}

/** Comparable titles, made once a lesson: a folder asks for them thousands of times. */
const known = new WeakMap<Lesson, readonly string[]>();

function namesOf(course: Course, lesson: Lesson): readonly string[] {
  const names = known.get(lesson) ?? LOCALES.map((locale) => bare(lesson.title[locale], course)).filter(Boolean);
  known.set(lesson, names);
  return names;
}

function byTitle(course: Course, title: string): Lesson | undefined {
  const own = bare(title, course);
  if (own === '') return undefined;
  const number = numberOf(title);
  const length = (lesson: Lesson): number =>
    Math.max(
      0,
      ...namesOf(course, lesson).map((name) => {
        const numbered = number !== undefined && number === lesson.number;
        const short = numbered && (own.length >= ENOUGH || own.length * 2 >= name.length) && name.startsWith(own);
        return own === name || short || isWithin(own, name, numbered) ? name.length : 0;
      }),
    );
  const fits = course.lessons.map((lesson) => ({ lesson, length: length(lesson) })).filter((one) => one.length > 0);
  const most = Math.max(0, ...fits.map((one) => one.length));
  const best = fits.filter((one) => one.length === most);
  // lessons of one title are told apart by their number
  return best.length === 1 ? best[0]!.lesson : best.find(({ lesson }) => lesson.number !== undefined && lesson.number === number)?.lesson;
}

/** Whether a title, a long one or one with its number, stands in a longer one as most of it, and not as the beginning of another word. */
function isWithin(own: string, name: string, numbered: boolean): boolean {
  const at = (numbered || name.length >= LONG) && name.length * 2 >= own.length ? own.indexOf(name) : -1;
  return at >= 0 && !/^[a-z0-9]{2}$/.test(own.slice(at + name.length - 1, at + name.length + 1));
}

/** A title's letters without its number, its kind and the course's name. */
const bare = (title: string, course: Course): string => stripped(title, course, [NUMBER_IN_FRONT, HAN_IN_FRONT, KIND_IN_FRONT]);

function stripped(title: string, course: Course, fronts: readonly RegExp[]): string {
  if (lessonNumber(title.replace(/[-_]/g, ' ')) !== undefined) return '';
  let left = squeeze(title);
  for (const locale of LOCALES) left = left.replaceAll(squeeze(course.title[locale]), '');
  for (let before = ''; before !== left; ) {
    before = left;
    for (const front of [STROKE_IN_FRONT, SITE, ...fronts]) left = left.replace(front, '');
  }
  return left;
}

function numberOf(title: string): number | undefined {
  const whole = lessonNumber(title.replace(/[-_]/g, ' ')) ?? mentionedNumber(title);
  const front = NUMBER_IN_FRONT.exec(squeeze(title))?.[1];
  return whole ?? (front === undefined ? undefined : Number(front));
}
