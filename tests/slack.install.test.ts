import { afterEach, describe, expect, it } from 'vitest';
import { SCOPES } from '../adapters/slack/manifest.js';
import { createClock } from '../src/io/clock.js';
import type { Store } from '../src/store.js';
import { handCore } from './contracts/core.js';
import { type Mode, startSlack, type Started } from './fakes/slack/harness.js';
import { CLIENT } from './fakes/slack/tenants.js';
import { begin, comeBack, installIn, keysOf, keyText } from './support/installing.js';
import { openWorld, type World } from './support/world.js';

const KEYS = keysOf(keyText('k1'));

let slack: Started;
let world: World;
const start = async (mode: Mode = 'http'): Promise<Store> => {
  world = await openWorld({ clock: createClock() });
  const { store } = world.hall.parts;
  slack = await startSlack(handCore(), mode, { oauth: { keys: KEYS, store } });
  return store;
};
afterEach(async () => {
  await slack.stop();
  await world.close();
});

describe.each<Mode>(['http', 'socket'])('X6: a workspace installs the app (%s)', (mode) => {
  it('from the page to Slack and back; then it is there', async () => {
    await start(mode);
    const { slack: asked } = await begin(slack.origin);
    expect(asked.origin + asked.pathname).toBe('https://slack.com/oauth/v2/authorize');
    expect(asked.searchParams.get('client_id')).toBe(CLIENT.id);
    expect(asked.searchParams.get('scope')?.split(',')).toEqual(SCOPES.map(({ scope }) => scope));
    const html = await installIn(slack.fake, slack.origin, 'T2');
    expect(html).toContain('Study Hall is there');
    expect(html).toContain('Workspace &lt;b&gt;T2&lt;/b&gt;');
    expect(html).not.toContain('<b>T2');
    expect(await slack.adapter.preflight('slack:T2:C1')).toEqual([]);
    expect(await slack.adapter.preflight('slack:T3:C1')).toEqual(['an installation of the app in the workspace']);
  });

  it('nothing else is served there', async () => {
    await start(mode);
    for (const path of ['/', '/slack/installed', '/slack/install/../x']) expect((await fetch(slack.origin + path)).status).toBe(404);
    expect((await fetch(`${slack.origin}/slack/install`, { method: 'POST' })).status).toBe(404);
  });
});

describe('X6: the page of an installation', () => {
  const page = async (query = '', language = ''): Promise<Response> => fetch(`${slack.origin}/slack/install${query}`, { headers: { 'accept-language': language } });

  it('is in the language of the browser, and in the other one on a press', async () => {
    await start();
    expect(await (await page('', 'zh-TW,zh;q=0.9,en;q=0.8')).text()).toContain('添加到 Slack');
    expect(await (await page('', 'fr,de;q=0.5')).text()).toContain('Add to Slack');
    expect(await (await page('?lang=zh-CN', 'en')).text()).toContain('<html lang="zh-CN">');
    expect(await (await page('?lang=<x>', 'en-GB')).text()).toContain('<html lang="en">');
  });

  it('runs no script, stands in no frame, is kept nowhere', async () => {
    await start();
    const { headers } = await page();
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('who stops at Slack is told so, in their language', async () => {
    await start();
    const { status, html } = await comeBack(slack.origin, await begin(slack.origin), { error: 'access_denied' }, { 'accept-language': 'zh' });
    expect([status, html.includes('你在 Slack 的页面上取消了')]).toEqual([200, true]);
  });
});

describe('X6: the state of an installation', () => {
  const refused = async (trip: { state: string; cookie: string }, code = slack.fake.tenants.allow('T2')): Promise<void> => {
    const { status, html } = await comeBack(slack.origin, trip, { code });
    expect([status, html.includes('Please begin again')]).toEqual([400, true]);
    expect(slack.fake.callsOf('oauth.v2.access')).toEqual([]);
  };

  it('is good for one return', async () => {
    await start();
    const trip = await begin(slack.origin);
    expect((await comeBack(slack.origin, trip, { code: slack.fake.tenants.allow('T2') })).status).toBe(200);
    slack.fake.calls.length = 0;
    await refused(trip);
  });

  it('holds in the browser that it was made for', async () => {
    await start();
    const [mine, theirs] = [await begin(slack.origin), await begin(slack.origin)];
    await refused({ state: mine.state, cookie: theirs.cookie });
    await refused({ state: mine.state, cookie: '' });
  });

  it.each([
    ['changed', (state: string) => state.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))],
    ['with a later end', (state: string) => state.replace(/\.(\d+)\./, (_all, until: string) => `.${Number(until) + 1}.`)],
    ['without its mark', (state: string) => state.slice(0, state.lastIndexOf('.') + 1)],
    ['of another sort', () => 'x'],
    ['empty', () => ''],
  ])('%s is refused', async (_name, change) => {
    await start();
    const state = change((await begin(slack.origin)).state);
    await refused({ state, cookie: `slack-app-oauth-state=${state}` });
  });

  it('is over after ten minutes', async () => {
    await start();
    const trip = await begin(slack.origin);
    const real = Date.now;
    const RealDate = Date;
    const ahead = 10 * 60_000 + 1000;
    globalThis.Date = class extends RealDate {
      constructor(...given: [] | [number]) {
        if (given.length === 0) super(real() + ahead);
        else super(given[0]);
      }
    } as DateConstructor;
    try {
      await refused(trip);
    } finally {
      globalThis.Date = RealDate;
    }
  });

  it('another process takes the return, once', async () => {
    const store = await start();
    const other = await startSlack(handCore(), 'http', { oauth: { keys: KEYS, store } });
    try {
      const trip = await begin(slack.origin);
      expect((await comeBack(other.origin, trip, { code: other.fake.tenants.allow('T2') })).status).toBe(200);
      await refused(trip);
    } finally {
      await other.stop();
    }
  });
});

describe('X6: an installation that goes wrong', () => {
  const fails = async (code: string, status = 502): Promise<void> => {
    const back = await comeBack(slack.origin, await begin(slack.origin), { code });
    expect([back.status, back.html.includes('Please try again')]).toEqual([status, true]);
    await expect(slack.adapter.preflight('slack:T2:C1')).resolves.toEqual(['an installation of the app in the workspace']);
  };

  it('at Slack: a code that it does not know, an answer that it does not give', async () => {
    await start();
    await fails('no-code-of-slack');
    slack.fake.faults.add({ method: 'oauth.v2.access', how: { status: 503 }, times: 1 });
    await fails(slack.fake.tenants.allow('T2'));
    expect(await installIn(slack.fake, slack.origin, 'T2')).toContain('is there');
  });

  it('by tokens that expire: the log says what to switch off', async () => {
    await start();
    slack.fake.tenants.rotation = true;
    await fails(slack.fake.tenants.allow('T2'));
    expect(JSON.stringify(slack.logged)).toContain('switch token rotation off');
  });

  it('O5: no secret and no token is in a log or on a page', async () => {
    await start();
    await fails('canary-code');
    const html = await installIn(slack.fake, slack.origin, 'T2');
    const said = JSON.stringify(slack.logged) + html;
    for (const secret of [CLIENT.secret, 'a state secret of tests', slack.fake.tenants.tokenOf('T2') ?? '-', 'canary-code']) expect(said).not.toContain(secret);
  });
});
