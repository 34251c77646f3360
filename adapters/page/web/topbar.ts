import type { App, View } from './app.js';
import { el } from './dom.js';
import type { WireLocale } from './wire.js';

/** The bar above everything: who one is, in which language, which previews; `toggles` open the commands and the calendar. */
export function topbar(app: App, ...toggles: readonly HTMLElement[]): HTMLElement {
  const { t } = app;
  const brand = el('div', { class: 'brand' }, el('img', { attrs: { src: '/icon.svg', alt: '', width: '32', height: '32' } }), title(t('tagline')));
  const members = app.state.members.map((one) => ({
    id: `member-${one.id.slice('page:'.length)}`,
    label: one.name,
    small: one.admin ? t('admin') : undefined,
    on: one.id === app.member.id,
    pick: () => app.switchMember(one.id),
  }));
  const locales = ([['zh-CN', '中文'], ['en', 'English']] as const).map(([locale, label]: readonly [WireLocale, string]) => ({
    id: `locale-${locale}`,
    label,
    lang: locale,
    on: locale === app.locale,
    pick: () => app.switchLocale(locale),
  }));
  const views = ([['both', t('both')], ['discord', 'Discord'], ['slack', 'Slack']] as const).map(([view, label]: readonly [View, string]) => ({
    id: `view-${view}`,
    label,
    on: view === app.view,
    pick: () => app.switchView(view),
  }));
  return el(
    'header',
    { class: 'topbar' },
    brand,
    el('div', { class: 'switches' }, segments(t('you'), members), segments(t('language'), locales), segments(t('view'), views), ...toggles),
  );
}

const title = (tagline: string): HTMLElement => el('div', {}, el('h1', {}, 'Study Hall'), el('p', { class: 'tagline' }, tagline));

interface Segment {
  readonly id: string;
  readonly label: string;
  readonly small?: string | undefined;
  readonly lang?: string;
  readonly on: boolean;
  readonly pick: () => void;
}

function segments(label: string, all: readonly Segment[]): HTMLElement {
  const one = ({ id, label: words, small, lang, on, pick }: Segment) =>
    el(
      'button',
      { class: 'segment', attrs: { id, type: 'button', lang, 'aria-pressed': String(on) }, on: { click: pick } },
      words,
      small ? el('small', {}, small) : undefined,
    );
  return el('div', { class: 'segments', attrs: { role: 'group', 'aria-label': label } }, el('span', { class: 'segments-label' }, label), ...all.map(one));
}
