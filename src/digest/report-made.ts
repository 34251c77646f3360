import type { Digest, DigestItem } from './digest.js';
import type { LessonDigest } from './made.js';
import { readComments } from './read.js';
import type { Report } from './report.js';

/** `all`: in reading order. */
export function makeReport(all: readonly LessonDigest[]): Report {
  const of = (digest: Digest, is: (section: Digest['sections'][number]) => boolean) => digest.sections.filter(is).flatMap((section) => section.items);
  const best = ({ lesson, digest }: LessonDigest) =>
    of(digest, ({ kind }) => kind === 'insight').slice(0, 1).map((item) => ({ lesson, count: digest.byClass.insight, best: item }));
  const open = ({ lesson, digest }: LessonDigest) => {
    const items = of(digest, (section) => section.open === true);
    return items.length === 0 ? [] : [{ lesson, items }];
  };
  return {
    requests: requestsOf(all),
    questions: all.flatMap(open),
    insights: all.flatMap(best).sort((a, b) => b.count - a.count),
    total: all.reduce((n, { digest }) => n + digest.total, 0),
    samples: all.some(({ digest }) => digest.samples),
  };
}

/** Requests of all lessons are read together once more, so that the same wish below two lessons is one, and counts twice. */
function requestsOf(all: readonly LessonDigest[]): Report['requests'] {
  const asked = new Map(
    all.flatMap(({ lesson, digest, comments }) => {
      const texts = new Map(comments.map((comment) => [comment.ref, comment]));
      const items = digest.sections.flatMap((section) => (section.kind === 'request' ? section.items : []));
      return items.flatMap((item) => {
        const comment = texts.get(item.ref);
        return comment === undefined ? [] : [[item.ref, { lesson, item, comment }] as const];
      });
    }),
  );
  const merged = readComments([...asked.values()].map(({ comment }) => comment), []);
  const found = merged.flatMap(({ comment, same }) => {
    const stands = asked.get(comment.ref);
    if (stands === undefined) return [];
    const others = same.flatMap((one) => asked.get(one.comment.ref) ?? []);
    const count = others.reduce((n, one) => n + one.item.count, stands.item.count);
    const refs = [...stands.item.same, ...others.flatMap(({ item }) => [item.ref, ...item.same])];
    return [{ lesson: stands.lesson, item: { ...stands.item, count, same: refs } }];
  });
  const weight = ({ item }: { item: DigestItem }) => (item.likes ?? 0) + (item.groupLikes ?? 0);
  return found.sort((a, b) => b.item.count - a.item.count || weight(b) - weight(a));
}
