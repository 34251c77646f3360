import type { App } from './app.js';
import { discordMessage } from './discord/view.js';
import { el, icon } from './dom.js';
import { slackMessage } from './slack/view.js';
import type { WireMessage } from './wire.js';

/** One message: who asked what, the two previews, and the payloads behind them. */
export function card(app: App, message: WireMessage): HTMLLIElement {
  const { t } = app;
  const { id, under, pinned } = message;
  const classes = ['card', message.audience, message.thinking && 'thinking', under && 'in-thread', pinned && 'is-pinned'].filter(Boolean).join(' ');
  const item = el('li', { class: classes, attrs: { 'data-id': id, 'data-under': under?.id } });
  const time = new Intl.DateTimeFormat(app.locale, { timeZone: app.state.zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const facts = el(
    'span',
    { class: 'facts' },
    pinned ? el('span', { class: 'pinned' }, icon('pin'), t('pinned')) : undefined,
    message.audience === 'you' ? el('span', { class: 'private' }, icon('eye'), t('onlyYou')) : undefined,
    message.edited === undefined ? undefined : el('span', { class: 'quiet' }, t('edited')),
    el('time', { class: 'quiet', attrs: { datetime: new Date(message.at).toISOString() } }, time.format(message.at)),
  );
  for (const { menu } of app.state.commands) {
    const choose = menu && (() => void app.send(menu.line, { subject: message.id }));
    if (choose) facts.append(el('button', { class: 'message-menu', attrs: { type: 'button', 'data-line': menu.line }, on: { click: choose } }, icon('keep'), menu.name[app.locale]));
  }
  const head = el('div', { class: 'card-head' }, ...asked(app, message), facts);
  item.append(head);
  if (message.content) {
    const { discord, slack } = message.content;
    const press = (line: string) => void app.send(line, { pressed: message.id });
    const unknown = (kind: string) => t('unknown', { kind });
    const panes = el('div', { class: 'panes', attrs: { lang: message.content.locale } });
    if (app.view !== 'slack') panes.append(pane(app, 'Discord', discordMessage(discord, { press, unknown }), message));
    if (app.view !== 'discord') panes.append(pane(app, 'Slack', slackMessage(slack, { press, unknown }), message));
    item.append(panes);
    facts.append(payloadToggle(app, message, item));
  }
  if (message.thinking) item.append(thinking(t('thinking')));
  return item;
}

function asked({ t, state }: App, { asked: by, to, under }: WireMessage): HTMLElement[] {
  if (!by) {
    const reader = state.members.find(({ id }) => id === to);
    const thread = under && el('span', { class: 'thread-name' }, icon('thread'), t('thread', { title: under.title }));
    const who = el('span', { class: 'who' }, reader ? t('toOne', { name: reader.name }) : t('posted'));
    return [el('img', { class: 'face', attrs: { src: '/icon.svg', alt: '' } }), who, ...(thread ? [thread] : [])];
  }
  const face = el('span', { class: `face ${by.member.replace(':', '-')}`, attrs: { 'aria-hidden': 'true' } }, [...by.name][0] ?? '');
  return [face, el('span', { class: 'who' }, t('asked', { name: by.name })), el('code', { class: 'line' }, by.line)];
}

const thinking = (words: string): HTMLElement =>
  el('p', { class: 'dots' }, el('span', { class: 'dot' }), el('span', { class: 'dot' }), el('span', { class: 'dot' }), words);

function pane({ t }: App, platform: 'Discord' | 'Slack', body: HTMLElement, { audience }: WireMessage): HTMLElement {
  const own = audience === 'you' ? el('p', { class: 'pane-private' }, icon('eye'), t('onlyYou')) : undefined;
  return el(
    'section',
    { class: `pane ${platform.toLowerCase()}`, attrs: { 'aria-label': t('pane', { platform }) } },
    el('div', { class: 'pane-tag', attrs: { 'aria-hidden': 'true' } }, platform),
    el(
      'div',
      { class: 'pane-message' },
      el('img', { class: 'bot-face', attrs: { src: '/icon.svg', alt: '' } }),
      el('div', { class: 'pane-body' }, el('div', { class: 'bot-name' }, 'Study Hall', el('span', { class: 'bot-tag' }, 'APP')), body, own),
    ),
  );
}

function payloadToggle(app: App, { id, content }: WireMessage, item: HTMLElement): HTMLElement {
  const { t } = app;
  const region = `payload-${id.replace(/\W/g, '-')}`;
  const toggle = el('button', { class: 'payload-toggle', attrs: { type: 'button', 'aria-controls': region } }, icon('braces'), t('payload'));
  const viewer = () => {
    const one = (platform: string, payload: unknown) =>
      el(
        'figure',
        {},
        el('figcaption', {}, t('payloadOf', { platform })),
        el('pre', { attrs: { tabindex: '0', role: 'region', 'aria-label': t('payloadOf', { platform }) } }, JSON.stringify(payload, null, 2)),
      );
    return el('div', { class: 'payload', attrs: { id: region } }, one('Discord', content?.discord), one('Slack', content?.slack));
  };
  const show = (want: boolean) => {
    toggle.setAttribute('aria-expanded', String(want));
    item.querySelector('.payload')?.remove();
    if (!want) return void app.open.delete(id);
    app.open.add(id);
    item.querySelector('.panes')?.after(viewer());
  };
  toggle.addEventListener('click', () => {
    show(!app.open.has(id));
    // a reply may be higher than the window
    item.querySelector('.payload')?.scrollIntoView({ block: 'nearest' });
  });
  show(app.open.has(id));
  return toggle;
}
