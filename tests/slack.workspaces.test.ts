import { afterEach, describe, expect, it } from 'vitest';
import { createInstallations } from '../adapters/slack/install/installed.js';
import { createClock } from '../src/io/clock.js';
import { createBox } from '../src/io/sealed.js';
import { text } from '../src/reply.js';
import { createSchedule, scheduleOf } from '../src/schedule/book.js';
import { StoreUnavailable, type Store } from '../src/store.js';
import { handCore, type HandCore, soon } from './contracts/core.js';
import { type Mode, startSlack, type Started } from './fakes/slack/harness.js';
import { mention, next, delivery } from './fakes/slack/payloads.js';
import { wordsOf } from './fakes/slack/read.js';
import { CLIENT } from './fakes/slack/tenants.js';
import { from, installIn, keysOf, keyText } from './support/installing.js';
import { schedule } from './support/schedules.js';
import { openWorld, type World } from './support/world.js';

const KEYS = keysOf(keyText('k1'));
const reply = (words: string) => ({ blocks: [text(words)], locale: 'en' as const });

let slack: Started;
let world: World;
let store: Store;
let core: HandCore;
const start = async (mode: Mode = 'http', given: Partial<Store> = {}): Promise<void> => {
  core = handCore();
  world = await openWorld({ clock: createClock() });
  store = Object.assign(Object.create(world.hall.parts.store) as Store, given);
  slack = await startSlack(core, mode, { oauth: { keys: KEYS, store } });
};
afterEach(async () => {
  for (const one of core.received) one.done();
  await slack.stop();
  await world.close();
});

const say = (team: string, line: string, organization: string | null = null): void => {
  const { kind, payload, id } = mention({ text: `<@UBOT> ${line}` }, slack.fake.world.ts());
  slack.fake.deliver(kind, from(team, payload, organization), id);
};
const event = (team: string | null, organization: string | null, type: string, more = {}): void => {
  const id = next('Ev');
  const payload = { type: 'event_callback', team_id: team, enterprise_id: organization, api_app_id: 'A1', event: { type, ...more }, event_id: id, event_time: 1 };
  slack.fake.deliver('events_api', payload, delivery(id, 'events_api', payload).id);
};
const answer = async (n: number, words: string) => {
  const { responder, request, done } = await core.nth(n);
  await responder.acknowledge('everyone');
  await responder.answer(reply(words), 'everyone');
  done();
  return request;
};
const in_ = (team: string) => slack.fake.tenants.world(team).messages.map((message) => wordsOf(message));

describe.each<Mode>(['http', 'socket'])('X6: several workspaces (%s)', (mode) => {
  it('each hears, and is answered and written to, by its own token; nobody else is', async () => {
    await start(mode);
    slack.fake.tenants.world('T2').user({ id: 'U1', name: 'li', locale: 'en-US', admin: true });
    for (const team of ['T2', 'T3']) await installIn(slack.fake, slack.origin, team);
    slack.fake.calls.length = 0;
    say('T2', 'lesson 2');
    const second = await answer(0, 'to the second');
    say('T3', 'lesson 3');
    const third = await answer(1, 'to the third');
    expect([second, third].map(({ line, place, member }) => [line, place.group, member.id, member.name, member.admin])).toEqual([
      ['lesson 2', 'slack:T2', 'slack:T2:U1', 'li', true],
      ['lesson 3', 'slack:T3', 'slack:T3:U1', 'wang', false],
    ]);
    const sent = await slack.adapter.post('slack:T3:C1', reply('posted'), { key: 'k', attempt: 1 });
    await slack.adapter.edit(sent, reply('edited'));
    await slack.adapter.tell('slack:T2:U1', reply('told'), { key: 'k2', attempt: 1 });
    expect([in_('T2'), in_('T3'), in_('T1')]).toEqual([['to the second', 'told'], ['to the third', 'edited'], []]);
    expect(await slack.adapter.channel('#study', 'slack:T2')).toEqual({ id: 'slack:T2:C1', name: 'study' });
    // no call but those that are needed: who the bot is was learnt at the installation
    expect(slack.fake.callsOf('auth.test')).toEqual([]);
  });

  it('an event of a workspace without the app is acknowledged and left', async () => {
    await start(mode);
    say('T9', 'lesson 1');
    await soon(() => slack.logged.some(({ message }) => message === 'Bolt could not handle an event'), 'the log line');
    expect([core.received, slack.fake.complaints]).toEqual([[], []]);
    await expect(slack.adapter.post('slack:T9:C1', reply('x'), { key: 'k', attempt: 1 })).rejects.toMatchObject({ kind: 'forbidden', missing: ['an installation of the app in the workspace'] });
  });
});

describe('X6: an organization installs the app for its workspaces', () => {
  it('they are served by one token, which says which one is meant; posts find it by the workspace, also after a restart', async () => {
    await start();
    await installIn(slack.fake, slack.origin, undefined, 'E1');
    for (const team of ['T5', 'T6']) {
      say(team, 'next', 'E1');
      await answer(core.received.length, `to ${team}`).catch(() => undefined);
      await soon(() => in_(team).length === 1, 'the answer');
    }
    await slack.restart();
    await slack.adapter.post('slack:T5:C1', reply('posted'), { key: 'k', attempt: 1 });
    expect([in_('T5'), in_('T6')]).toEqual([['to T5', 'posted'], ['to T6']]);
    slack.fake.tenants.remove('E1');
    event(null, 'E1', 'app_uninstalled');
    await soon(() => core.gone.length === 2, 'both workspaces to be left');
    expect(core.gone).toEqual(['slack:T5', 'slack:T6']);
    await expect(slack.adapter.post('slack:T5:C1', reply('x'), { key: 'k3', attempt: 1 })).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('a workspace that installed it itself keeps its own token', async () => {
    await start();
    await installIn(slack.fake, slack.origin, undefined, 'E1');
    await installIn(slack.fake, slack.origin, 'T5', 'E1');
    slack.fake.tenants.remove('E1');
    say('T5', 'next', 'E1');
    await answer(0, 'by its own');
    expect(in_('T5')).toEqual(['by its own']);
  });
});

describe('X6: the app is removed', () => {
  const removed = async () => soon(() => core.gone.length > 0, 'the end of the installation');

  it.each([
    ['app_uninstalled', {}],
    ['tokens_revoked', { tokens: { oauth: [], bot: ['UBOT'] } }],
  ])('%s: the installation goes, its schedules are paused, the others stay', async (type, more) => {
    await start();
    for (const team of ['T2', 'T3']) await installIn(slack.fake, slack.origin, team);
    slack.fake.tenants.remove('T2');
    event('T2', null, type, more);
    await removed();
    expect(core.gone).toEqual(['slack:T2']);
    await expect(slack.adapter.post('slack:T2:C1', reply('x'), { key: 'k', attempt: 1 })).rejects.toMatchObject({ kind: 'forbidden' });
    await slack.adapter.post('slack:T3:C1', reply('still here'), { key: 'k', attempt: 1 });
    expect(in_('T3')).toEqual(['still here']);
  });

  it('one that comes twice, or late, when the app is there again, changes nothing', async () => {
    await start();
    await installIn(slack.fake, slack.origin, 'T2');
    slack.fake.tenants.remove('T2');
    event('T2', null, 'app_uninstalled');
    await removed();
    await installIn(slack.fake, slack.origin, 'T2');
    slack.fake.calls.length = 0;
    event('T2', null, 'app_uninstalled');
    event('T2', null, 'tokens_revoked', { tokens: { oauth: ['U1'] } });
    await soon(() => slack.fake.callsOf('auth.test').length === 2, 'the questions');
    await slack.adapter.post('slack:T2:C1', reply('again'), { key: 'k', attempt: 1 });
    expect([in_('T2'), core.gone]).toEqual([['again'], ['slack:T2']]);
  });

  it('a process that has not heard of it yet posts with the new token, once there is one, and says what is missing before', async () => {
    await start();
    await installIn(slack.fake, slack.origin, 'T2');
    await slack.adapter.post('slack:T2:C1', reply('before'), { key: 'k1', attempt: 1 });
    slack.fake.tenants.remove('T2');
    const post = (words: string) => slack.adapter.post('slack:T2:C1', reply(words), { key: words, attempt: 1 });
    await expect(post('between')).rejects.toMatchObject({ kind: 'forbidden', scope: 'channel', missing: ['an installation of the app in the workspace'] });
    // as another process does it
    const body = new URLSearchParams({ client_id: CLIENT.id, client_secret: CLIENT.secret, code: slack.fake.tenants.allow('T2') });
    const { access_token: token } = (await (await fetch(`${slack.fake.api}oauth.v2.access`, { method: 'POST', body })).json()) as { access_token: string };
    await createInstallations(store, createBox(KEYS)).keep('T2', { token, botId: 'B1', botUser: 'UBOT', scopes: [] });
    await post('after');
    expect(in_('T2')).toEqual(['before', 'after']);
  });

  it('where Slack cannot be asked, nothing is thrown away', async () => {
    await start();
    await installIn(slack.fake, slack.origin, 'T2');
    slack.fake.faults.add({ method: 'auth.test', how: { status: 503 }, times: 1 });
    event('T2', null, 'app_uninstalled');
    await soon(() => slack.logged.some(({ message }) => message.startsWith('whether the Slack app was removed')), 'the log line');
    expect(await slack.adapter.preflight('slack:T2:C1')).toEqual([]);
    expect(core.gone).toEqual([]);
  });

  it('S4: the core pauses what the group had on, says why, and resumes nothing by itself', async () => {
    await start();
    for (const [id, group] of [['a', 'slack:T2'], ['b', 'slack:T2'], ['c', 'slack:T3']] as const) await createSchedule(store, schedule({ id, group, platform: 'slack', state: 'on' }));
    await createSchedule(store, schedule({ id: 'd', group: 'slack:T2', platform: 'slack', state: 'finished' }));
    await world.hall.bot.left('slack:T2');
    await world.hall.bot.left('slack:T2');
    const found = await Promise.all(['a', 'b', 'c', 'd'].map((id) => scheduleOf(store, id)));
    expect(found.map((one) => [one?.state, one?.paused?.why])).toEqual([['paused', 'removed'], ['paused', 'removed'], ['on', undefined], ['finished', undefined]]);
  });
});

describe('X6: the store is away', () => {
  it('workspaces that were there at the start are served all the same', async () => {
    let away = false;
    await start();
    await installIn(slack.fake, slack.origin, 'T2');
    await slack.stop();
    const before = slack.fake.tenants;
    const real = world.hall.parts.store;
    const gone = () => Promise.reject(new StoreUnavailable('away'));
    const flaky = Object.assign(Object.create(real) as Store, { get: (key: string) => (away ? gone() : real.get(key)) });
    const clock = performance.now.bind(performance);
    let ahead = 0;
    performance.now = () => clock() + ahead;
    try {
      slack = await startSlack(core, 'http', {
        oauth: { keys: KEYS, store: flaky },
        prepare: (fake) => {
          // the same Slack: the token is good there
          fake.tokens.set(before.tokenOf('T2') ?? '', 'bot');
        },
      });
      away = true;
      ahead = 60_000;
      say('T2', 'next');
      await answer(0, 'all the same');
      expect(wordsOf(slack.fake.world.messages[0]!)).toBe('all the same');
      // whether another one has the app cannot be known now: its post is to be tried again
      await expect(slack.adapter.post('slack:T4:C1', reply('x'), { key: 'k', attempt: 1 })).rejects.toMatchObject({ kind: 'retry' });
    } finally {
      performance.now = clock;
    }
  });
});

describe('S4: the limit of one workspace', () => {
  it('delays no other one', async () => {
    await start();
    for (const team of ['T2', 'T3']) await installIn(slack.fake, slack.origin, team);
    slack.fake.tenants.world('T2').channel({ id: 'C7', name: 'seven', members: new Set(['UBOT']) });
    slack.fake.faults.add({ method: 'chat.postMessage', how: { rate: 30 }, times: 2 });
    const waits = ['slack:T2:C1', 'slack:T2:C7'].map((channel) => slack.adapter.post(channel, reply('x'), { key: channel, attempt: 1 }));
    for (const one of await Promise.allSettled(waits)) expect(one).toMatchObject({ status: 'rejected', reason: { kind: 'retry' } });
    slack.fake.calls.length = 0;
    slack.fake.tenants.world('T2').channel({ id: 'C8', name: 'eight', members: new Set(['UBOT']) });
    await expect(slack.adapter.post('slack:T2:C8', reply('x'), { key: 'k8', attempt: 1 })).rejects.toMatchObject({ kind: 'retry' });
    expect(slack.fake.callsOf('chat.postMessage')).toEqual([]);
    await slack.adapter.post('slack:T3:C1', reply('at once'), { key: 'k9', attempt: 1 });
    expect(in_('T3')).toEqual(['at once']);
  });
});
