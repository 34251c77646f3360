import { formatAge, formatDate, formatNumber } from '../locale/format.js';
import type { Locale, T } from '../locale/index.js';
import { bold, type Block, note, quote, text } from '../reply.js';
import { label, oneLine } from '../text.js';
import { CLASSES } from './class/classes.js';
import type { Digest, DigestItem } from './digest.js';

/** Longest author name shown, UTF-16 units. */
const NAME = 40;

/**
 * A digest as blocks. A quote block holds nothing but an exact part of its comment; who said it, and whether
 * something was left out, stands below it.
 */
export function digestBlocks(digest: Digest, { locale, t }: { locale: Locale; t: T }): Block[] {
  const classes = CLASSES.filter((name) => digest.byClass[name] > 0).map((name) => `${t(`digest.class.${name}`)} ${formatNumber(digest.byClass[name], locale)}`);
  const thanks = digest.praise + digest.other;
  return [
    note(t('digest.counts', { count: digest.total, classes: classes.join(' · ') })),
    ...(digest.samples ? [note(t('digest.samples'))] : []),
    ...digest.sections.flatMap((section): Block[] => [
      text(bold(t(`digest.section.${section.kind}`) + (section.open ? ` · ${t('digest.open')}` : ''))),
      ...section.items.flatMap((item) => itemBlocks(item, locale, t)),
    ]),
    ...(thanks > 0 ? [note(t('digest.thanks', { count: thanks }))] : []),
  ];
}

function itemBlocks(item: DigestItem, locale: Locale, t: T): Block[] {
  const author = label(oneLine(item.author), NAME) || t('digest.anonymous');
  const facts = [
    ...(item.likes === undefined ? [] : [`👍 ${formatNumber(item.likes, locale)}`]),
    ...(item.replyCount ? [t('digest.replies', { count: item.replyCount })] : []),
    ...(item.count > 1 ? [t('digest.same', { count: item.count })] : []),
    ...(item.date === undefined || item.ageDays === undefined ? [] : [`${formatDate(item.date, locale)} (${formatAge(item.ageDays, locale)})`]),
    ...(item.excerpt.before || item.excerpt.after ? [t('digest.excerpt')] : []),
    ...(item.source === 'sample' ? [t('digest.sample')] : []),
  ];
  return [quote(item.excerpt.text), note('— ', bold(author), ` · ${facts.join(' · ')}`)];
}
