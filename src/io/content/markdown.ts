import type { BlockContent, DefinitionContent, PhrasingContent, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { type Block, type Span, spanText } from '../../reply.js';
import type { Report } from './problem.js';
import { unfold } from './unfold.js';

/**
 * The Markdown of a lesson as reply blocks. What replies cannot show (HTML, images, tables, nested lists) is
 * reported with its line instead of being dropped.
 */
export function readMarkdown(source: string, report: Report, firstLine: number): Block[] {
  const refuse = (node: { type: string; position?: { start: { line: number } } | undefined }) =>
    report((node.position?.start.line ?? 1) + firstLine - 1, `${node.type} is not used in lessons: headings (##), paragraphs, flat lists, quotes and fenced code are`);

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
      if (node.type === 'paragraph') return [...(i > 0 ? ['\n'] : []), ...spans(node.children)];
      refuse(node);
      return [];
    });

  const block = (node: RootContent): Block[] => {
    switch (node.type) {
      case 'heading':
        return [{ kind: 'heading', text: spans(node.children).map(spanText).join('') }];
      case 'paragraph':
        return [{ kind: 'text', spans: spans(node.children) }];
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
