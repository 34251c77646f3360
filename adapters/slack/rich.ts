import type { RichTextElement, RichTextSection } from '@slack/types';
import { spanText, type Span } from '../../src/reply.js';

/** Slack takes web addresses of up to 3,000 characters; a span with anything else is shown as words. */
const leads = (url: string): boolean => /^https?:\/\//i.test(url) && url.length <= 3000 && URL.canParse(url);

/** One span as an element of rich text. Rich text knows no markup, so nothing in it can ping, link or break the layout. */
function element(span: Span): RichTextElement {
  if (typeof span === 'string') return { type: 'text', text: span };
  if ('url' in span && !leads(span.url)) return { type: 'text', text: span.text };
  if ('url' in span) return { type: 'link', url: span.url, ...(span.text === '' ? {} : { text: span.text }) };
  return { type: 'text', text: span.text, style: { [span.style]: true } };
}

/** Spans as elements; Slack refuses a text of no characters, and a section without elements shows nothing. */
export function elements(spans: readonly Span[]): RichTextElement[] {
  const shown = spans
    .filter((span) => spanText(span) !== '' || (typeof span === 'object' && 'url' in span && leads(span.url)))
    .map(element);
  return shown.length > 0 ? shown : [{ type: 'text', text: ' ' }];
}

export const section = (spans: readonly Span[]): RichTextSection => ({ type: 'rich_text_section', elements: elements(spans) });
