import { describe, expect, it } from 'vitest';
import { loadCourse } from '../../src/io/content/load.js';
import { LOCALES, translator } from '../../src/locale/index.js';
import { writeAnki } from '../../src/quiz/formats/anki.js';
import { noteOf } from '../../src/quiz/formats/note.js';
import { sentence } from '../../src/quiz/formats/said.js';
import { writeQuestions } from '../../src/quiz/formats/write.js';
import { code, link, list, mono, text } from '../../src/reply.js';

const { course } = await loadCourse('content/kubernetes');
if (!course) throw new Error('the course has mistakes');
const BANK = course.lessons.flatMap(({ questions }) => questions);

describe('A1: Anki text', () => {
  it.each(LOCALES)('has a note for every question, named the same each time, in %s', (locale) => {
    const { text: out, count, left } = writeQuestions(BANK, 'anki', course, locale, 'en');
    const [separator, html, guid, tags, deck, ...notes] = out.split('\n');
    expect([separator, html, guid, tags, deck]).toEqual(['#separator:tab', '#html:true', '#guid column:1', '#tags column:4', `#deck:${course.title[locale]}`]);
    expect([count, notes.length]).toEqual([BANK.length, BANK.length]);
    expect(notes.map((one) => one.split('\t')[0])).toEqual(BANK.map(({ id }) => `${id}/${locale}`));
    for (const note of notes) expect(note.split('\t')).toHaveLength(4);
    expect(notes[0]?.split('\t')[3]).toBe(`kubernetes lesson-${BANK[0]?.lesson} ${BANK[0]?.topic}`);
    expect(left.map((one) => sentence(translator('en'), one))).toEqual(['the reasons why wrong answers are wrong', `the texts in ${locale === 'en' ? 'Chinese' : 'English'}`]);
  });

  it('words stay words, code keeps its lines and spaces, and no field breaks the table', () => {
    const note = { guid: 'q/en', front: [text('a <b> & "c"\td\ne', mono('<x>')), code('if a:\n\tb <c>\n')], back: [list([['one'], [link('<two>', 'https://example.org/?a=1&b="2"')]])], tags: ['two words'] };
    expect(writeAnki([note], 'My\tdeck\n')).toBe(
      [
        '#separator:tab',
        '#html:true',
        '#guid column:1',
        '#tags column:4',
        '#deck:My deck',
        'q/en\t<div>a &lt;b&gt; &amp; &quot;c&quot;    d<br>e<code>&lt;x&gt;</code></div><pre><code>if a:<br>    b &lt;c&gt;<br></code></pre>\t<ul><li>one</li><li><a href="https://example.org/?a=1&amp;b=&quot;2&quot;">&lt;two&gt;</a></li></ul>\ttwo-words',
      ].join('\n'),
    );
  });

  it('a question of another course than its own still has a front and a back', () => {
    const [question] = BANK;
    const note = noteOf({ ...(question as (typeof BANK)[number]), lesson: 'gone' }, course, { locale: 'en', t: translator('en') });
    expect([note.front.length > 1, note.back.length > 1]).toEqual([true, true]);
  });
});
