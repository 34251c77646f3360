import { describe, expect, it } from 'vitest';
import { lessonNumber } from '../../src/course/number.js';
import { han, short } from './numerals.js';

describe('L1: Chinese numbers', () => {
  it('from 1 to 99, alone, in 第…讲, and in their short forms', () => {
    for (let n = 1; n <= 99; n++) {
      for (const written of [han(n), short(n), `第${han(n)}讲`, `第${short(n)}课`, `第 ${han(n)} 节`, `${han(n)}讲`]) expect(lessonNumber(written), written).toBe(n);
    }
  });

  it.each([
    ['二三', 23],
    ['第二三讲', 23],
    ['第十', 10],
    ['零九', 9],
    ['〇九', 9],
    ['两百', 200],
    ['一百', 100],
    ['一百零三', 103],
    ['一百一十', 110],
    ['一百二十三', 123],
    ['九百九十九', 999],
    ['㉓', 23],
  ])('%s is %i', (written, n) => {
    expect(lessonNumber(written)).toBe(n);
  });

  it.each(['十十', '百', '百二', '十百', '廿廿', '二廿', '廿十', '卅卅', '零十', '二十零', '一百零', '一百零十', '一百百', '一百二', '二两十', '十两', '第讲', '十讲讲'])('%s is none', (written) => {
    expect(lessonNumber(written)).toBeUndefined();
  });
});

describe('L1: other numbers', () => {
  it.each([
    ['lesson 23', 23],
    ['Lec 7', 7],
    ['chapter 7', 7],
    ['ch.7', undefined],
    ['No. 7', 7],
    ['№7', 7],
    ['#007', 7],
    ['12345', undefined],
    ['-1', undefined],
    ['2.5', undefined],
    ['1e3', undefined],
    ['0x10', undefined],
    ['23 24', undefined],
    ['lesson', undefined],
    ['', undefined],
    ['٢٣', undefined],
  ])('%j', (written, n) => {
    expect(lessonNumber(written)).toBe(n);
  });
});
