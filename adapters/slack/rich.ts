import type { RichTextElement, RichTextSection } from '@slack/types';
import { spanText, type Span } from '../../src/reply.js';
import { slackId } from './ids.js';

/** Slack takes web addresses of up to 3,000 characters; a span with anything else is shown as words. */
const leads = (url: string): boolean => /^https?:\/\//i.test(url) && url.length <= 3000 && URL.canParse(url);

/** One span as an element of rich text. Rich text knows no markup, so nothing in it can ping, link or break the layout. */
function element(span: Span): RichTextElement {
  if (typeof span === 'string') return { type: 'text', text: span };
  if ('url' in span && !leads(span.url)) return { type: 'text', text: span.text };
  if ('url' in span) return { type: 'link', url: span.url, ...(span.text === '' ? {} : { text: span.text }) };
  if ('mention' in span) return reference(span, slackId(span.mention), (user_id) => ({ type: 'user', user_id }));
  if ('channel' in span) return reference(span, slackId(span.channel), (channel_id) => ({ type: 'channel', channel_id }));
  return { type: 'text', text: span.text, style: { [span.style]: true } };
}

/** Who is on another platform is a name alone. */
const reference = (span: Span, id: string | undefined, make: (id: string) => RichTextElement): RichTextElement =>
  id === undefined ? { type: 'text', text: spanText(span) } : make(id);

/** Spans as elements; Slack refuses a text of no characters, and a section without elements shows nothing. */
export function elements(spans: readonly Span[]): RichTextElement[] {
  const shown = spans
    .filter((span) => spanText(span) !== '' || (typeof span === 'object' && 'url' in span && leads(span.url)))
    .map(element);
  return shown.length > 0 ? shown : [{ type: 'text', text: ' ' }];
}

export const section = (spans: readonly Span[]): RichTextSection => ({ type: 'rich_text_section', elements: elements(spans) });
