import { afterEach, describe, expect, it } from 'vitest';
import { text } from '../src/reply.js';
import { handCore } from './contracts/core.js';
import { slack } from './dialogues/slack.js';
import type { Player } from './dialogues/stage.js';

/** What the dialogues do on Slack beside typing and pressing. */
describe.each(['socket', 'http'] as const)('X2: the player of dialogues on Slack over %s', (mode) => {
  let player: Player | undefined;
  afterEach(async () => {
    await player?.stop();
    player = undefined;
  });

  it('fills in the form that a press opened, as who pressed', async () => {
    const core = handCore();
    core.forms.set('comment 13', { title: 'Comment', line: 'comment ref:13', submit: 'Send', fields: [{ name: 'text', label: 'Text', placeholder: '', multiline: true, max: 2000 }] });
    player = await slack(mode)(core, undefined as never);
    await player.say('lin', { command: 'lesson', values: { ref: 13 } });
    const { responder, done } = await core.nth(0);
    await responder.answer({ locale: 'en', blocks: [text('Pods'), { kind: 'buttons', buttons: [{ label: 'Comment', line: 'comment 13' }] }] }, 'everyone');
    done();
    await player.press('maya', player.seen()[0]!, 'comment 13');
    await player.submit({ text: 'two\nlines' });
    const one = await core.nth(1);
    one.done();
    expect(one.request).toMatchObject({ line: 'comment ref:13 text:two\nlines', member: { name: 'Maya' }, pressed: { private: false } });
    expect(player.refused()).toEqual([]);
  });

  it('picks an entry of a message’s menu only where it is declared', async () => {
    const core = handCore();
    player = await slack(mode)(core, undefined as never);
    const at = 1_772_409_600_123;
    await player.menu?.('no such entry', { author: { id: 'slack:T1:UKAI', name: 'Kai' }, text: 'x', at, message: { channel: 'slack:T1:C1', message: 'slack:T1:C1:1.2' } });
    await player.say('lin', { command: 'next' });
    const one = await core.nth(0);
    one.done();
    expect(one.request.line).toBe('next');
    expect(player.refused()).toEqual([]);
  });
});
