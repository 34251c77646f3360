import type { Course } from '../src/course/course.js';
import { identify, placed, type PlacedComment } from '../src/digest/comment.js';
import type { Chance } from './random.js';

/** How people begin and end comments, in our own words. */
const OPENINGS = ['', '', '', '请问老师，', '思考题：', '我们生产环境也遇到过：', '感谢老师！', '有个地方没看懂，', 'I think ', 'Question: ', '打卡。', '总结一下：', '@北窗听雪 '];
const ENDINGS = ['', '', '', '。', '？', '！', '，对吗？', '，希望能多讲讲', ' Thanks!', '👍', '，已收藏', '\nspec:\n  replicas: 3'];

/** Pieces of sentences: sample comments, and what the lessons say. */
function piecesOf(course: Course): string[] {
  const texts = course.lessons.flatMap(({ samples, written }) => [
    ...samples.map(({ text }) => text),
    ...Object.values(written ?? {}).flatMap(({ summary, points, discuss }) => [summary, ...points, ...discuss]),
  ]);
  return texts.flatMap((text) => text.split(/(?<=[。！？；，])|(?<=[.!?;,])\s+|\n+/)).map((one) => one.trim()).filter((one) => one.length > 5);
}

/** Makes comments on one lesson, from the words of a course; no two calls give the same ones. */
export function commentMaker(course: Course, chance: Chance): (count: number) => PlacedComment[] {
  const pieces = piecesOf(course);
  const day = (back: number) => new Date(Date.UTC(2026, 0, 1) - back * 86_400_000).toISOString().slice(0, 10);
  return (count) => {
    const facts = Array.from({ length: count }, () => ({
      author: `reader ${chance.below(count * 2)}`,
      likes: Math.floor(300 / (1 + chance.below(100))),
      replyCount: chance.below(4),
      date: day(chance.below(2500)),
      text: chance.pick(OPENINGS) + Array.from({ length: 1 + chance.below(8) }, () => chance.pick(pieces)).join('') + chance.pick(ENDINGS),
    }));
    return placed('1', identify(facts, 'column'));
  };
}
