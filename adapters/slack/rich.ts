import type { RichTextElement, RichTextSection } from '@slack/types';
import type { Span } from '../../src/reply.js';

/** One span as an element of rich text. Rich text knows no markup, so nothing in it can ping, link or break the layout. */
function element(span: Span): RichTextElement {
  if (typeof span === 'string') return { type: 'text', text: span };
  if ('url' in span) return { type: 'link', url: span.url, ...(span.text === '' ? {} : { text: span.text }) };
  return { type: 'text', text: span.text, style: { [span.style]: true } };
}

/** Spans as elements; Slack refuses a text of no characters, and a section without elements shows nothing. */
export function elements(spans: readonly Span[]): RichTextElement[] {
  const shown = spans.filter((span) => (typeof span === 'string' ? span !== '' : 'url' in span || span.text !== '')).map(element);
  return shown.length > 0 ? shown : [{ type: 'text', text: ' ' }];
}

export const section = (spans: readonly Span[]): RichTextSection => ({ type: 'rich_text_section', elements: elements(spans) });
