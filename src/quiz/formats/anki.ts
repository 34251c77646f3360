import { type Block, type Span, spanText } from '../../reply.js';
import { escapeHtml } from './html.js';

/** A note of two fields. `guid` names it for ever: a note that is imported again is brought up to date. */
export interface Note {
  readonly guid: string;
  readonly front: readonly Block[];
  readonly back: readonly Block[];
  readonly tags: readonly string[];
}

const lines = (words: string): string => escapeHtml(words).replaceAll('\t', '    ').replace(/\n/g, '<br>');

function span(one: Span): string {
  const words = lines(spanText(one));
  if (typeof one === 'string') return words;
  if ('url' in one) return `<a href="${escapeHtml(one.url)}">${words}</a>`;
  if (!('style' in one)) return words;
  const tag = { bold: 'b', italic: 'i', code: 'code' }[one.style];
  return `<${tag}>${words}</${tag}>`;
}

const spans = (all: readonly Span[]): string => all.map(span).join('');

/** What a block says as HTML on one line; what can be pressed is left out. */
function html(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<div><b>${lines(block.text)}</b></div>`;
    case 'text':
    case 'quote':
      return `<div>${spans(block.spans)}</div>`;
    case 'note':
      return `<div><small>${spans(block.spans)}</small></div>`;
    case 'code':
      return `<pre><code>${lines(block.text)}</code></pre>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag}>${block.items.map((item) => `<li>${spans(item)}</li>`).join('')}</${tag}>`;
    }
    case 'divider':
      return '<hr>';
    default:
      return '';
  }
}

const fieldOf = (blocks: readonly Block[]): string => blocks.map(html).join('');

/** Notes for Anki's import of text files: an id, two fields of HTML and tags, separated by tabs, under the name of a deck. */
export function writeAnki(notes: readonly Note[], deck: string): string {
  const head = ['#separator:tab', '#html:true', '#guid column:1', '#tags column:4', `#deck:${deck.replace(/\s+/g, ' ').trim()}`];
  const rows = notes.map(({ guid, front, back, tags }) => [guid, fieldOf(front), fieldOf(back), tags.map((tag) => tag.replace(/\s+/g, '-')).join(' ')].join('\t'));
  return [...head, ...rows].join('\n');
}
