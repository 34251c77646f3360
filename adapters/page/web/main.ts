import { Failed, getState, listen, sendLine, travel } from './api.js';
import { exampleOf, type App } from './app.js';
import { calendarPanel } from './calendar/panel.js';
import { clockBar } from './clock.js';
import { composer, type Composer } from './composer.js';
import { el } from './dom.js';
import { openForm } from './form.js';
import { messageLog, type MessageLog } from './log.js';
import { menu } from './menu.js';
import { readPrefs, savePrefs, type Prefs } from './prefs.js';
import { errorKey, translate } from './texts.js';
import { createToast } from './toast.js';
import { topbar } from './topbar.js';
import type { WireClock, WireMember, WireMessage, WireState } from './wire.js';

/** Draws the page and keeps it true: every switch draws it again from what is known. */
async function run(root: HTMLElement, announcer: HTMLElement, toast: HTMLElement): Promise<void> {
  const state: WireState = await getState();
  const say = createToast(toast);
  const messages = new Map<string, WireMessage>();
  let prefs: Prefs = readPrefs();
  let clock: WireClock & { readonly seen: number } = { now: Date.now(), offsetMs: 0, seen: Date.now() };
  let parts: { log: MessageLog; composer: Composer; bar: ReturnType<typeof clockBar> } | undefined;
  let start: string | undefined;
  let leave = () => {};

  const member = (): WireMember => {
    const home = state.members.find((one) => one.locale === (navigator.language.startsWith('zh') ? 'zh-CN' : 'en'));
    return state.members.find((one) => one.id === prefs.member) ?? home ?? (state.members[0] as WireMember);
  };
  const locale = () => prefs.locales[member().id] ?? member().locale;
  const failed = (cause: unknown) => {
    const code = cause instanceof Failed ? cause.code : 'page';
    say(app.t(errorKey(code), { code, example: exampleOf(state.commands, 'schedule') }));
  };

  const app: App = {
    state,
    sent: [],
    open: new Set(),
    get member() {
      return member();
    },
    get locale() {
      return locale();
    },
    get view() {
      return prefs.view;
    },
    get clock() {
      return clock;
    },
    t: (key, params) => translate(locale(), key, params),
    async send(line, more = {}) {
      const typed = !more.pressed && !more.subject && !more.fields;
      if (typed && app.sent.at(-1) !== line) app.sent.push(line);
      try {
        const { form } = await sendLine({ member: member().id, locale: locale(), line, ...more });
        if (form) openForm(app, form, (fields) => app.send(form.line, { ...more, fields }));
        return true;
      } catch (cause) {
        failed(cause);
        return false;
      }
    },
    fill: (line) => parts?.composer.fill(line),
    switchMember(id) {
      change({ ...prefs, member: id });
      connect();
    },
    switchLocale: (to) => change({ ...prefs, locales: { ...prefs.locales, [member().id]: to } }),
    switchView: (view) => change({ ...prefs, view }),
    async travel(to) {
      parts?.log.toEnd();
      await travel(to).catch(failed);
    },
  };

  function remember(next: Prefs): void {
    prefs = next;
    savePrefs(prefs);
  }

  function change(next: Prefs): void {
    remember(next);
    draw();
  }

  const calendar = calendarPanel(app, { open: prefs.calendar, keep: (open) => remember({ ...prefs, calendar: open }), failed });

  function draw(): void {
    const focused = document.activeElement?.id;
    const next = { log: messageLog(app), composer: composer(app, parts?.composer.draft() ?? ''), bar: clockBar(app) };
    parts = next;
    document.documentElement.lang = locale();
    const main = el('main', {}, next.bar.element, next.log.element, next.composer.element);
    const commands = menu(app);
    const days = calendar.draw();
    root.replaceChildren(topbar(app, days.toggle, commands.toggle), el('div', { class: 'body' }, commands.element, main, days.element));
    next.log.reset([...messages.values()]);
    tick();
    if (focused) document.getElementById(focused)?.focus();
  }

  function tick(): void {
    const now = clock.now + Date.now() - clock.seen;
    parts?.bar.tick(now);
    calendar.tick(now);
  }

  /** The clock moved: only its strip is drawn again, so that nothing else jumps. */
  function moved(to: WireClock): void {
    clock = { ...to, seen: Date.now() };
    if (!parts) return;
    const focused = document.activeElement?.id;
    const bar = clockBar(app);
    parts.bar.element.replaceWith(bar.element);
    parts = { ...parts, bar };
    calendar.moved();
    tick();
    if (focused) document.getElementById(focused)?.focus();
  }

  function connect(): void {
    leave();
    leave = listen(member().id, {
      history(data) {
        // another start of the bot has another token: begin again
        if (start !== undefined && start !== data.start) return location.reload();
        start = data.start;
        messages.clear();
        for (const message of data.messages) messages.set(message.id, message);
        parts?.log.reset(data.messages);
        moved(data.clock);
        say('');
      },
      message(message) {
        messages.set(message.id, message);
        parts?.log.show(message);
        if (!message.thinking && message.content) announcer.textContent = `${message.asked?.line ?? app.t('posted')}: ${message.content.summary}`;
      },
      gone({ id }) {
        messages.delete(id);
        parts?.log.drop(id);
      },
      clock: moved,
      calendar: () => calendar.stale(),
      refresh() {
        calendar.stale();
        parts?.composer.forget();
        say(app.t('refreshed'));
      },
      lost: () => say(app.t('lost')),
    });
  }

  draw();
  connect();
  setInterval(tick, 1000);
  document.getElementById('line')?.focus();
}

const part = (id: string) => document.getElementById(id) as HTMLElement;
void run(part('app'), part('announcer'), part('toast'));
