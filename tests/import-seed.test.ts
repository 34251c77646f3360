import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { classify } from '../src/digest/class/classify.js';
import { identify, placed } from '../src/digest/comment.js';
import { makeDigest } from '../src/digest/digest.js';
import { scanExport } from '../src/digest/scan/scan.js';

const at = (name: string) => new URL(`../../shared/seeds/${name}`, import.meta.url);
const here = existsSync(at('column-lesson-with-comments.txt')) && existsSync(at('labels.jsonl'));
const read = (name: string) => readFileSync(at(name), 'utf8');

describe.skipIf(!here)('D1 D3 the real export', () => {
  it('30 declared, 30 found, each as one plain expression finds it', () => {
    const source = read('column-lesson-with-comments.txt');
    const scan = scanExport(source);
    expect([scan.declared, scan.comments.length, scan.refused, scan.cut]).toEqual([30, 30, [], false]);
    const plain = [...source.matchAll(/<li>.*?<span>(.*?)<\/span> 👍（(\d+)） 💬（(-?\d+)）<div>(.*?)<\/div>(\d{4}-\d\d-\d\d)<\/li>/gsu)].map((m) => [m[1], Number(m[2]), Number(m[3]), m[5], m[4]]);
    const found = scan.comments.map((one) => [one.author, one.likes, one.replyCount ?? -1, one.date, one.text]);
    const once = (text: string) => text.replace(/&#(\d+);/g, (_, n: string) => String.fromCodePoint(Number(n))).replace(/&quot;/g, '"').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
    expect(found).toEqual(plain.map((row) => [...row.slice(0, 4), once(String(row[4]))]));
  });

  it('classes: at least 24 of 30 as labelled', () => {
    const labels = read('labels.jsonl').trim().split('\n').map((line) => JSON.parse(line) as { index: number; class: string });
    const { comments } = scanExport(read('column-lesson-with-comments.txt'));
    const right = labels.filter((label) => classify(comments[label.index]!.text).class === label.class).length;
    expect(right).toBeGreaterThanOrEqual(24);
  });

  it('its digest quotes exact parts under the right authors', () => {
    const comments = placed('bonus-2019', identify(scanExport(read('column-lesson-with-comments.txt')).comments, 'column'));
    const digest = makeDigest(comments, { now: '2026-01-01' });
    const items = digest.sections.flatMap((section) => section.items);
    expect(items.length).toBeGreaterThan(5);
    for (const item of items) {
      const cited = comments.find((one) => one.id === item.id)!;
      expect(cited.text.slice(item.excerpt.start, item.excerpt.end)).toBe(item.excerpt.text);
      expect(item.author).toBe(cited.author);
    }
    expect(digest).toMatchObject({ total: 30, samples: false });
  });
});
