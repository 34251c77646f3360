import { beforeAll, describe, expect, it } from 'vitest';
import type { Library } from '../src/commands/command.js';
import { lessonMeant, titlesIn } from '../src/digest/titles.js';
import { readLibrary } from '../adapters/hall.js';

let library: Library;
beforeAll(async () => {
  library = await readLibrary('content/kubernetes');
});
const meant = (head: string, name: string) => lessonMeant(library, titlesIn(head, name));
const lessonOf = (head: string, name: string) => {
  const found = meant(head, name);
  return 'lesson' in found ? found.lesson.id : undefined;
};

describe('D1 a file’s own title says its lesson', () => {
  it.each([
    ['a heading', '# 13 | 为什么我们需要Pod？\n\n你好', 'export', '13'],
    ['a heading with a number of its own count', '# 15丨为什么我们需要Pod？\n', 'x', '13'],
    ['an HTML title', '<!DOCTYPE html><html><head><title>13 | 为什么我们需要Pod？</title>', 'index', '13'],
    ['entities in it', '<title>特别放送 | 2019 年，容器技术生态会发生些什么&#65311;</title>', 'index', 'bonus-2019'],
    ['an audio’s title', '<audio title="13 _ 为什么我们需要Pod？" src="x"></audio>', 'x', '13'],
    ['an audio’s title with quotes that nobody escaped', '<audio title="开篇词 | 打通"容器技术"的任督二脉" src="x"></audio>', 'x', 'preface'],
    ['a first line without a stroke', '13讲为什么我们需要Pod？\n\n你好', 'x', '13'],
    ['front matter', '---\nlayout: post\ntitle: "13讲为什么我们需要Pod？"\ndate: 2018-09-21\n---\n正文', 'x', '13'],
    ['a first line', '13 | 为什么我们需要Pod？\n\n你好，我是某人。', 'x', '13'],
    ['the English title', '# The story of the little whale\n', 'Container basics (2): isolation and limits', '6'],
    ['the file’s name', '你好，我是某人。', '13丨为什么我们需要Pod？', '13'],
    ['a name without what file systems forbid', '', '13 _ 为什么我们需要Pod_', '13'],
    ['a name cut short', '', '05 | 白话容器基础（一）：从进', '5'],
    ['one of several parts', '', '08-白话容器基础（四）：重新认识Docker容器', '8'],
    ['the course around it', '<title>13 | 为什么我们需要Pod？-深入剖析Kubernetes-极客时间</title>', 'x', '13'],
    ['a kind instead of a number', '', '开篇词丨打通“容器技术”的任督二脉', 'preface'],
    ['a short title with the site behind it', '<title>32 | 浅谈容器网络 - 极客时间</title>', 'x', '32'],
    ['a short title with the site behind it, and no number', '<title>浅谈容器网络 - 极客时间</title>', 'x', '32'],
    ['a short title with the course and the site', '<title>32 | 浅谈容器网络-深入剖析Kubernetes-极客时间</title>', 'x', '32'],
    ['a stroke that is a character', '', '32丨浅谈容器网络', '32'],
    ['such a name cut short', '', '05丨白话容器基础（一）：从进', '5'],
    ['the course on both sides', '<title>深入剖析Kubernetes 05 | 白话容器基础（一）：从进程说开去-深入剖析Kubernetes-极客时间</title>', 'x', '5'],
    ['a heading of the second rank', '## 13 | 为什么我们需要Pod？\n\n你好', 'x', '13'],
    ['a first line with the lesson in words', '第13讲 为什么我们需要Pod？\n\n你好', 'x', '13'],
    ['a first line with a kind', '开篇词 | 打通“容器技术”的任督二脉\n\n你好', 'x', 'preface'],
    ['a number, and no title at all', '你好，我是某人。', '13', '13'],
    ['a number in words', '', '第十三讲', '13'],
    ['a number as a lesson', '', 'lesson-13', '13'],
  ])('%s', (_, head, name, id) => {
    expect(lessonOf(head, name)).toBe(id);
  });

  it.each([
    ['another course’s title with a number', '# 13 | 排队的艺术\n', '13', '13'],
    ['another title in the name', '你好', '13丨排队的艺术', '13'],
    ['a title without a number', '<title>排队的艺术</title>', 'x', undefined],
    ['nothing', '你好，我是某人。', 'export', undefined],
    ['a number that no lesson has', '', '777', undefined],
    ['a kind that other courses have under this number', '# 13 | 加餐\n', '13', '13'],
    ['a name with a kind', '你好', '15丨期中测试', '15'],
    ['a short title with which one here begins', '# 11 | 从0到1\n', 'x', '11'],
    ['another short one', '', '14 | 深入解析', '14'],
    ['almost a title', '# 为什么我们需要Pods和容器', 'x', '13'],
  ])('%s: no lesson, but a guess where there is one', (_, head, name, maybe) => {
    const found = meant(head, name);
    expect('lesson' in found).toBe(false);
    expect('maybe' in found && found.maybe?.id).toBe(maybe);
  });

  it('a heading inside code or inside a comment is no title', () => {
    expect(lessonOf('你好\n```sh\n# 排队的艺术\n```\n', '13')).toBe('13');
    expect(lessonOf('你好\n<div><strong>精选留言（1）</strong></div><ul>\n<li><span>甲</span> 👍（1） 💬（0）<div>\n# 排队的艺术\n</div>2020-01-02</li>', '13')).toBe('13');
  });

  it('every title of the course, in both languages, names its lesson', () => {
    for (const lesson of library.course.lessons) for (const title of [lesson.title['zh-CN'], lesson.title.en]) expect([title, lessonOf(`# ${title}\n`, 'x')]).toEqual([title, lesson.id]);
    for (const { id, number, title } of library.course.lessons) if (number !== undefined) expect([title, lessonOf('', `${String(number).padStart(2, '0')} _ ${title['zh-CN'].replaceAll(/[/:?|"]/g, '_')}`)]).toEqual([title, id]);
  });
});
