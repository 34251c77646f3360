import { describe, expect, it } from 'vitest';
import { withQuestions } from '../../src/io/content/question-edit.js';

const put = (source: string, ...ids: string[]) => withQuestions(source, new Map(ids.map((id) => [id, `- id: ${id}\n  stem: |-\n    new\n\n    text\n`])));
const NEW = (id: string) => `- id: ${id}\n  stem: |-\n    new\n\n    text\n`;

describe('A1: questions.yaml keeps everything that was not imported, byte for byte', () => {
  it.each<[string, string, string[], string]>([
    ['an empty file', '', ['a'], NEW('a')],
    ['a file of comments', '# about\n', ['a'], `# about\n${NEW('a')}`],
    ['below the last, without a line end', '- id: x\n  k: 1', ['a', 'b'], `- id: x\n  k: 1\n${NEW('a')}${NEW('b')}`],
    ['below the last, apart as the others are', '- id: x\n\n- id: y\n', ['a', 'b'], `- id: x\n\n- id: y\n\n${NEW('a')}\n${NEW('b')}`],
    ['in the place of the first', '# top\n- id: x # note\n  k: 1 # gone with it\n# between\n- id: y\n  k: { a:  1 }   # stays\n# end\n', ['x'], `# top\n${NEW('x')}# between\n- id: y\n  k: { a:  1 }   # stays\n# end\n`],
    ['in the place of one that ends in a block', '- id: x\n  stem: |-\n    old\n\n    text\n\n- id: "y"\n  k: >\n    folded\n    text\n\n\n# end\n', ['y', 'x'], `${NEW('x')}\n${NEW('y')}\n\n# end\n`],
    ['in the middle and below', '- id: x\n- id: y\n- id: z\n', ['n', 'y'], `- id: x\n${NEW('y')}- id: z\n${NEW('n')}`],
    ['with a dash on a line of its own', '-\n  id: x\n  k: 1\n- id: y\n', ['x'], `${NEW('x')}- id: y\n`],
    ['indented', '# c\n  - id: x\n    k: 1\n  - id: y\n', ['x'], `# c\n${NEW('x').replace(/^(?=.)/gm, '  ')}  - id: y\n`],
    ['with Windows line ends', '- id: x\r\n  k: 1\r\n- id: y\r\n', ['x', 'n'], `${NEW('x')}- id: y\n${NEW('n')}`.replaceAll('\n', '\r\n')],
  ])('%s', (_, source, ids, wanted) => {
    expect(put(source, ...ids)).toBe(wanted);
  });

  it.each(['[{ id: x }]', '- { id: x }\n', 'id: x\n', '- id: [\n', '- &a\n  id: x\n', '- - id: x\n', '--- \n- id: x\n--- \n- id: y\n'])('what is no plain list of entries is not touched: %j', (source) => {
    expect(put(source, 'a')).toBeUndefined();
  });
});
