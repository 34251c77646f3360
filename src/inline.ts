import type { Span } from './reply.js';

/** Content marks code in running text with back-ticks; nothing else in it is markup. */
export const inlineCode = (source: string): Span[] =>
  source.split(/`([^`\n]+)`/).flatMap((part, i): Span[] => (part === '' ? [] : i % 2 === 1 ? [{ text: part, style: 'code' }] : [part]));
