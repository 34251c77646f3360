import { blockCost, sum } from '../limits.js';
import { formatDate, formatNumber } from '../locale/format.js';
import { bold, type Block, list, note, quote, text } from '../reply.js';
import { ROOM } from '../pages.js';
import { byline, entry, type Reading } from './byline.js';
import type { Changes } from './changes.js';
import { CLASSES } from './class/classes.js';
import type { Digest, DigestItem } from './digest.js';
import type { SectionKind } from './kinds.js';
import { type Sheet, sheets } from './sheets.js';

export interface DigestView extends Reading {
  /** Names of the course's terms in the reader's language, by id. */
  readonly terms: ReadonlyMap<string, string>;
}

/** How many lines of open questions, of corrections, and how many themes the first page has. */
const OPEN = 3;
const CORRECTIONS = 2;
const THEMES = 6;
/** Addresses named in the line on what changed. */
const NAMED = 3;

const quoted = (item: DigestItem, view: Reading, ...more: readonly string[]): Block[] => [quote(item.excerpt.text), byline(item, view, ...more)];

/** Ten minutes' worth of comments on one screen, below what stands above it. A quote is nothing but an exact part of its comment. */
export function overview(digest: Digest, changes: Changes | undefined, view: DigestView, above: Sheet = { blocks: [], items: [] }): Sheet {
  const { t, locale } = view;
  const thanks = digest.praise + digest.other;
  const themes = digest.themes.flatMap(({ term, count }) => (view.terms.has(term) ? [`${view.terms.get(term)} ${formatNumber(count, locale)}`] : []));
  const blocks: Block[] = [
    ...above.blocks,
    note(counts(digest, view)),
    ...(digest.samples ? [note(t('digest.samples'))] : []),
    ...(themes.length > 0 ? [note(t('digest.themes', { themes: themes.slice(0, THEMES).join(' · ') }))] : []),
    ...(changes ? [note(changed(changes, view))] : []),
  ];
  const rest = [...(thanks > 0 ? [t('digest.thanks', { count: thanks })] : []), ...(digest.aside > 0 ? [t('digest.aside', { count: digest.aside })] : [])];
  const end = rest.length > 0 ? [note(rest.join(' · '))] : [];
  const items: DigestItem[] = [];
  const isOpen = (item: DigestItem) => digest.sections.some((section) => section.open === true && section.items.includes(item));
  const fits = (more: readonly Block[]) => sum([...blocks, ...more, ...end], blockCost) <= ROOM.text;
  for (const item of digest.highlights) {
    const more = [...(items.length === 0 ? [text(bold(t('digest.highlights')))] : []), ...quoted(item, view, ...(isOpen(item) ? [t('digest.still-open')] : []))];
    if (!fits(more)) break;
    blocks.push(...more);
    items.push(item);
  }
  const lines = (title: string, kind: SectionKind, most: number, open?: boolean) => {
    const wanted = digest.sections.flatMap((section) => (section.kind === kind && section.open === open ? section.items : [])).filter((item) => !items.includes(item));
    for (let count = Math.min(most, wanted.length); count > 0; count--) {
      const more = [text(bold(title)), list(wanted.slice(0, count).map((item) => entry(item, view)))];
      if (!fits(more)) continue;
      blocks.push(...more);
      items.push(...wanted.slice(0, count));
      return;
    }
  };
  lines(t('digest.open'), 'question', OPEN, true);
  lines(t('digest.section.correction'), 'correction', CORRECTIONS);
  return { blocks: [...blocks, ...end], items: [...items, ...above.items] };
}

/** All of the digest, or of one section, page by page; no page where there is nothing. Every page says in which section it is. */
export const listing = (digest: Digest, kind: SectionKind | undefined, view: Reading): Sheet[] =>
  sheets(
    digest.sections
      .filter((section) => kind === undefined || section.kind === kind)
      .map(({ kind: own, open, items }) => ({
        title: text(bold(open ? view.t('digest.open') : view.t(`digest.section.${own}`)), ` · ${formatNumber(items.length, view.locale)}`),
        entries: items.map((item) => ({ item, blocks: quoted(item, view) })),
      })),
  );

function counts(digest: Digest, { locale, t }: Reading): string {
  const classes = CLASSES.filter((name) => digest.byClass[name] > 0).map((name) => `${t(`digest.class.${name}`)} ${formatNumber(digest.byClass[name], locale)}`);
  const own = digest.group > 0 ? ` · ${t('digest.group', { count: digest.group })}` : '';
  return t('digest.counts', { count: digest.total, classes: classes.join(' · ') }) + own;
}

function changed({ since, added, addedItems, answered, risen }: Changes, { locale, t }: Reading): string {
  const named = (items: readonly DigestItem[]) => {
    const refs = items.slice(0, NAMED).map((item) => item.ref).join(', ');
    return refs === '' ? '' : t('digest.named', { refs: `${refs}${items.length > NAMED ? ' …' : ''}` });
  };
  const what = [
    ...(added > 0 ? [t('digest.added', { count: added }) + named(addedItems)] : []),
    ...(answered.length > 0 ? [t('digest.answered', { count: answered.length }) + named(answered)] : []),
    ...(risen.length > 0 ? [t('digest.risen', { which: risen.map(({ item, by }) => `${item.ref} (+${formatNumber(by, locale)})`).join(', ') })] : []),
  ];
  const date = formatDate(since, locale);
  return what.length === 0 ? t('digest.unchanged', { date }) : t('digest.since', { date, what: what.join(' · ') });
}

/** The sections that a digest has, in order of use, with how many comments each shows. */
export function sectionsOf(digest: Digest): { kind: SectionKind; count: number }[] {
  const found = new Map<SectionKind, number>();
  for (const { kind, items } of digest.sections) found.set(kind, (found.get(kind) ?? 0) + items.length);
  return [...found].map(([kind, count]) => ({ kind, count }));
}
