import { clippedSections } from './clipped.js';
import { ebookShape } from './ebook.js';
import { plainShape } from './entry.js';
import { HEXO_ENTRY, hexoShape } from './hexo.js';
import { hotSections } from './hot.js';
import { listMode } from './list.js';
import type { Mode, Scanning } from './mode.js';
import { sectionsMode } from './sections.js';
import { parseCount } from './values.js';

/** What a block begins with: never the words alone, which stand in lessons and comments too, but markup and an entry or list after it. */
interface Opener {
  /** Sticky; its group is the number of comments, where the title says it. */
  readonly pattern: RegExp;
  readonly mode: Mode;
}

/** The beginnings of all openers, looked for in one pass: most of a file is a lesson that has none. */
export const LEAD = /<strong>\s{0,9}[精全]|<div class="_2sjJGcOH_0">|<h2>精选|##[ ]{1,3}[精全热]/g;
const PLAIN = /<strong>\s{0,9}(?:精选留言|全部留言)\s{0,9}[（(]([^（）()<]{1,20})[）)]\s{0,9}<\/strong>\s{0,9}<\/div>\s{0,99}<ul(?:\s[^<>]{0,500})?>/y;
const HEXO = new RegExp(`(?=${HEXO_ENTRY})`, 'y');
const EBOOK = /<h2>精选留言[：:]?<\/h2>\s{0,99}<ul>/y;
const CLIPPED = /^##[ ]{1,3}(?:精选留言|全部留言)[ ]{0,3}[（(](\d{1,9})[）)][ \t]{0,99}\n\s{0,99}^(?=[-*+](?:[ \t!]|$))/my;
const TOP = /^##[ ]{1,3}热评 {0,3}TOP {0,3}\d{0,4}[ \t]{0,99}\n\s{0,99}^(?=### \d)/my;
const ALL = /^##[ ]{1,3}全部评论[ \t]{0,99}\n\s{0,99}^(?=\*\*)/my;

/** Reads what is outside of comment blocks, up to the next block of any kind. */
export function openBlocks(scanning: Scanning): Mode {
  const { window } = scanning;
  const told = new Map<string, number>();
  const openers: readonly Opener[] = [
    { pattern: PLAIN, mode: listMode(scanning, plainShape(scanning)) },
    { pattern: HEXO, mode: listMode(scanning, hexoShape(window)) },
    { pattern: EBOOK, mode: listMode(scanning, ebookShape(window)) },
    { pattern: CLIPPED, mode: sectionsMode(scanning, clippedSections(window)) },
    { pattern: TOP, mode: sectionsMode(scanning, hotSections(window, 'top', told)) },
    { pattern: ALL, mode: sectionsMode(scanning, hotSections(window, 'all', told)) },
  ];
  const outside: Mode = {
    glance: (at) => (window.sure > at ? outside.read(at) : at),
    read(at) {
      const { sure } = window;
      LEAD.lastIndex = at;
      for (let lead = LEAD.exec(window.text); lead !== null && lead.index <= sure; lead = LEAD.exec(window.text)) {
        for (const { pattern, mode } of openers) {
          pattern.lastIndex = lead.index;
          const found = pattern.exec(window.text);
          if (found === null) continue;
          const count = found[1];
          scanning.declare(count === undefined ? undefined : Math.max(0, parseCount(count) ?? 0));
          scanning.become(mode);
          return pattern.lastIndex;
        }
      }
      return sure;
    },
  };
  return outside;
}
