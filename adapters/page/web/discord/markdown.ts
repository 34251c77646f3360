import { anchor, el } from '../dom.js';
import { parseBlocks, type MdBlock } from './blocks.js';
import { parseInline, type Inline } from './inline.js';

/** A text display as Discord shows it. */
export const markdown = (source: string): HTMLElement => el('div', { class: 'd-text' }, ...parseBlocks(source).map(block));

const inline = (source: string): Node[] => parseInline(source).map(node);
const TAGS = { strong: 'strong', em: 'em', underline: 'u', strike: 's', spoiler: 'mark' } as const;

function node(one: Inline): Node {
  switch (one.kind) {
    case 'text':
      return document.createTextNode(one.text);
    case 'code':
      return el('code', {}, one.text);
    case 'link':
      return anchor(one.url, 'd-link', ...one.children.map(node));
    default:
      return el(TAGS[one.kind], {}, ...one.children.map(node));
  }
}

function block(one: MdBlock): HTMLElement {
  switch (one.kind) {
    case 'heading':
      // a preview inside a page: its headings stay out of the page's outline above level 4
      return el('div', { class: `d-h${one.level}`, attrs: { role: 'heading', 'aria-level': String(one.level + 3) } }, ...inline(one.text));
    case 'subtext':
      return el('div', { class: 'd-subtext' }, ...inline(one.text));
    case 'quote':
      return el('blockquote', { class: 'd-quote' }, ...one.blocks.map(block));
    case 'code':
      return el('pre', { class: 'd-pre', attrs: { tabindex: '0' } }, el('code', {}, one.text));
    case 'list':
      return el(
        one.ordered ? 'ol' : 'ul',
        { class: 'd-list', attrs: { start: one.ordered ? String(one.start) : undefined } },
        ...one.items.map((item) => el('li', { class: `depth-${item.depth}` }, ...inline(item.text))),
      );
    case 'lines':
      return el('div', { class: 'd-lines' }, ...inline(one.text));
  }
}
