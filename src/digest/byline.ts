import { formatAge, formatNumber } from '../locale/format.js';
import type { Locale, T } from '../locale/index.js';
import { bold, type Block, type Choice, note, type Span } from '../reply.js';
import { LIMITS } from '../limits.js';
import { label } from '../text.js';
import { maskedName } from './contact.js';
import type { Quoted } from './digest.js';

export interface Reading {
  readonly locale: Locale;
  readonly t: T;
}

/** Longest author name shown, UTF-16 units; in a list. */
const NAME = 40;
const SHORT_NAME = 20;

/** Who wrote it, fit to show: on one line, without contact data. */
const nameOf = (author: string, { t }: Reading, max: number): string => label(maskedName(author), max) || t('digest.anonymous');

/** What is known of a comment, in words; its date stands at the comment itself. `brief`: without what its section says anyway. */
function facts(item: Quoted, { locale, t }: Reading, brief: boolean): string[] {
  return [
    ...(item.likes === undefined ? [] : [`👍 ${formatNumber(item.likes, locale)}`]),
    ...(item.groupLikes ? [t('digest.likes', { count: item.groupLikes })] : []),
    ...(item.replyCount && !brief ? [t('digest.replies', { count: item.replyCount })] : []),
    ...(item.count > 1 ? [t('digest.same', { count: item.count })] : []),
    ...(item.ageDays === undefined ? [] : [formatAge(item.ageDays, locale)]),
    ...(item.source === 'sample' ? [t('digest.sample')] : item.source === 'group' ? [t('digest.own')] : []),
  ];
}

/**
 * The line below a quote: whose it is, under which address, and what is known of it. `more`: what this place adds, as the
 * lesson where not all are of one. In no style: Slack would set the whole line in the size of the quote.
 */
export function byline(item: Quoted, view: Reading, ...more: readonly string[]): Block {
  const cut = item.excerpt.before || item.excerpt.after ? [view.t('digest.excerpt')] : [];
  return note('— ', nameOf(item.author, view, NAME), ` · ${[item.ref, ...facts(item, view, false), ...more, ...cut].join(' · ')}`);
}

/** A comment as one item of a list. What was left out stands outside of the quotation marks. */
export function entry(item: Quoted, view: Reading): Span[] {
  const { text, before, after } = item.line;
  return [before ? '[…] “' : '“', text, `${after ? '” […]' : '”'} — `, bold(nameOf(item.author, view, SHORT_NAME)), ` · ${[item.ref, ...facts(item, view, true)].join(' · ')}`];
}

/** A menu that leads to the comments themselves; nothing where there are none. */
export function readMenu(items: readonly Quoted[], view: Reading): Block[] {
  const choices = new Map<string, Choice>();
  for (const item of items) {
    const line = `comment ${item.ref}`;
    choices.set(line, { label: label(`${item.ref} · ${nameOf(item.author, view, SHORT_NAME)} · ${item.excerpt.text}`, LIMITS.choiceLabel), line });
  }
  return choices.size === 0 ? [] : [{ kind: 'choices', placeholder: view.t('digest.read'), choices: [...choices.values()].slice(0, LIMITS.choices) }];
}
