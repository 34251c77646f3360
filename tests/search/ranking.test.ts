import { describe, expect, it } from 'vitest';
import { createIndex } from '../../src/course/search.js';
import { course, lesson, term } from './tiny.js';

const ids = (of: Parameters<typeof course>, query: string) => createIndex(course(...of)).search(query, 9).map((hit) => hit.lesson.id);
const often = 'cluster '.repeat(40);

describe('order of hits', () => {
  it('a title of that name before one that says it three times', () => {
    const lessons = [lesson('1', '甲', 'Storage, storage, storage', ['', 'storage']), lesson('2', '乙', 'Storage')];
    expect(ids([lessons], 'storage')).toEqual(['2', '1']);
    expect(ids([lessons], 'storages ')).toEqual(['1', '2']);
  });

  it('a word of one title before texts that repeat it, though every text has it', () => {
    const texts = ['1', '2', '3', '4', '5', '6', '7'].map((id) => lesson(id, `第${id}`, `Part ${id}`, ['', `${often} wide`]));
    expect(ids([[...texts, lesson('8', '乙', 'Building a cluster', ['', 'one cluster'])]], 'cluster')[0]).toBe('8');
    expect(ids([[...texts, lesson('8', '乙', 'Building a cluster', ['', 'one cluster'])]], 'wide cluster')[0]).toBe('8');
  });

  it('more of the words of a query before one of them said often', () => {
    const lessons = [lesson('1', '甲', 'One', ['', 'alpha '.repeat(9)]), lesson('2', '乙', 'Two', ['', 'alpha beta'])];
    expect(ids([lessons], 'alpha beta')).toEqual(['2', '1']);
  });

  it('the earlier lesson where two say the same', () => {
    expect(ids([[lesson('b', '甲一', 'Same words'), lesson('a', '甲二', 'Same words!')]], 'words')).toEqual(['b', 'a']);
  });

  it('what frames a question counts, but little', () => {
    const lessons = [lesson('1', '为什么这么做', 'Why do it so'), lesson('2', '存储', 'Storage')];
    expect(ids([lessons], '存储为什么')).toEqual(['2', '1']);
    expect(ids([lessons], 'why do')).toEqual(['1']);
  });

  it('a term of lessons that are not there, and a course of none, do no harm', () => {
    expect(ids([[lesson('1', '甲', 'One')], term('absentee', '不在', 'absentee', ['9'])], 'absentee')).toEqual([]);
    expect(ids([[], term('absentee', '不在', 'absentee', ['9'])], 'absentee')).toEqual([]);
  });
});
