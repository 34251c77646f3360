import { expect, it } from 'vitest';
import { handCore } from './contracts/core.js';
import { reply } from './contracts/replies.js';
import { discordWith } from './dialogues/discord.js';
import { COMMANDS, FORM, TARGET } from './fakes/discord/samples.js';
import { openWorld } from './support/world.js';

it('D8: a dialogue on Discord fills the form that a command or a press opened, and uses the menu of a message', async () => {
  const world = await openWorld();
  const core = handCore();
  core.forms.set('comment add ref:13', FORM);
  const player = await discordWith(COMMANDS)(core, world);
  try {
    await player.say('maya', { command: 'comment', action: 'add', values: { ref: '13' } });
    await player.submit({ text: 'first  one' });
    const first = await core.nth(0);
    expect(first.request).toMatchObject({ line: 'comment add ref:13 text:first  one', member: { name: 'Maya' } });
    await first.responder.acknowledge('everyone');
    await first.responder.answer(reply({ kind: 'buttons', buttons: [{ label: 'Another', line: 'comment add ref:13' }] }), 'everyone');
    await player.press('lin', player.seen()[0]!, 'comment add ref:13');
    await player.submit({ text: 'second' });
    const second = await core.nth(1);
    expect(second.request).toMatchObject({ line: 'comment add ref:13 text:second', member: { name: '小林' }, pressed: { private: false } });
    const subject = { author: { id: 'discord:800', name: '老王' }, text: TARGET.content, at: TARGET.at, message: { channel: player.channel, message: 'discord:78' } };
    await player.menu?.('comment keep', subject);
    expect((await core.nth(2)).request).toMatchObject({ line: 'comment keep', subject, place: { channel: player.channel } });
    expect(player.refused()).toEqual([]);
  } finally {
    for (const { done } of core.received) done();
    await player.stop();
    await world.close();
  }
});
