import type { BlockContent, DefinitionContent, PhrasingContent, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { LIMITS } from '../../limits.js';
import { type Block, type Span, spanText } from '../../reply.js';
import type { Report } from './problem.js';
import { unfold } from './unfold.js';

type Place = { readonly position?: { readonly start: { readonly line: number } } | undefined };

/** The second line of a table; without the table extension the parser takes it for words. */
const TABLE = /^[ >]*\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)+\|?[ ]*$/m;

/**
 * The Markdown of a lesson as reply blocks. What replies cannot show (HTML, images, tables, nested lists) is
 * reported with its line instead of being dropped.
 */
export function readMarkdown(source: string, report: Report, firstLine: number): Block[] {
  const wrong = (node: Place, message: string) => report((node.position?.start.line ?? 1) + firstLine - 1, message);
  const refuse = (node: Place & { type: string }) =>
    wrong(node, `${node.type} is not used in lessons: headings (##), paragraphs, flat lists, quotes and fenced code are`);

  const spans = (nodes: readonly PhrasingContent[]): Span[] =>
    nodes.flatMap((node): Span[] => {
      switch (node.type) {
        case 'text':
          return [unfold(node.value.replaceAll('\n', ' '))];
        case 'inlineCode':
          return [{ text: node.value, style: 'code' }];
        case 'strong':
        case 'emphasis': {
          const style = node.type === 'strong' ? 'bold' : 'italic';
          return spans(node.children).map((span) => (typeof span === 'string' ? { text: span, style } : span));
        }
        case 'link':
          if (!/^https?:\/\//.test(node.url) || node.url.length > LIMITS.url) wrong(node, `a link leads to a web address of at most ${LIMITS.url} characters`);
          return [{ text: spans(node.children).map(spanText).join(''), url: node.url }];
        case 'break':
          return ['\n'];
        default:
          refuse(node);
          return [];
      }
    });

  const paragraphs = (nodes: readonly (BlockContent | DefinitionContent)[]): Span[] =>
    nodes.flatMap((node, i): Span[] => {
      if (node.type === 'paragraph' && !isTable(node)) return [...(i > 0 ? ['\n'] : []), ...spans(node.children)];
      refuse(isTable(node) ? { ...node, type: 'table' } : node);
      return [];
    });
  const isTable = ({ type, position }: BlockContent | DefinitionContent) =>
    type === 'paragraph' && TABLE.test(source.slice(position?.start.offset ?? 0, position?.end.offset ?? 0));

  const block = (node: RootContent): Block[] => {
    switch (node.type) {
      case 'heading': {
        const text = spans(node.children).map(spanText).join('');
        if (!text.trim() || text.length > LIMITS.heading) wrong(node, `a heading has 1–${LIMITS.heading} characters: ${text.length}`);
        return [{ kind: 'heading', text }];
      }
      case 'paragraph':
        return [{ kind: 'text', spans: paragraphs([node]) }];
      case 'code':
        return [{ kind: 'code', text: node.value, language: node.lang ?? undefined }];
      case 'blockquote':
        return [{ kind: 'quote', spans: paragraphs(node.children) }];
      case 'list':
        return [{ kind: 'list', ordered: node.ordered ?? false, items: node.children.map((item) => paragraphs(item.children)) }];
      case 'thematicBreak':
        return [{ kind: 'divider' }];
      default:
        refuse(node);
        return [];
    }
  };
  return fromMarkdown(source).children.flatMap(block);
}
