import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handCore } from './contracts/core.js';
import { startRig, type Rig } from './fakes/discord/running.js';
import { CHANNEL, DM, ABROAD, GUILD, THREAD } from './fakes/discord/world.js';

describe('Discord, on the real Client: S5: the channel that a person means', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await startRig(handCore());
  });
  afterEach(() => rig.stop());
  const group = `discord:${GUILD}`;
  const here = { id: `discord:${CHANNEL}`, name: 'study' };

  it.each([
    ['its name', 'study', here],
    ['its name with a sign, in capitals', '#Study', here],
    ['its mention', `<#${CHANNEL}>`, here],
    ['its number', CHANNEL, here],
    ['an id of ours', `discord:${CHANNEL}`, here],
    ['a thread', `<#${THREAD}>`, { id: `discord:${THREAD}`, name: 'thread' }],
    ['a channel of another server', `<#${ABROAD}>`, undefined],
    ['a conversation', `<#${DM}>`, undefined],
    ['a channel that is not there', '<#111111111111111111>', undefined],
    ['another name', 'elsewhere', undefined],
    ['an id of another platform', 'slack:T1:C1', undefined],
    ['nothing', '', undefined],
  ])('%s', async (_, typed, found) => {
    expect(await rig.adapter.channel(typed, group)).toEqual(found);
    expect(rig.fake.refused).toEqual([]);
  });

  it('in a conversation, that alone', async () => {
    expect(await rig.adapter.channel(`discord:${DM}`, `discord:dm:${DM}`)).toEqual({ id: `discord:${DM}` });
    expect(await rig.adapter.channel('study', `discord:dm:${DM}`)).toBeUndefined();
    expect(await rig.adapter.channel(`<#${CHANNEL}>`, `discord:dm:${DM}`)).toBeUndefined();
  });

  it('a platform that fails is not taken for a channel that is not there', async () => {
    rig.fake.faults.push({ on: /^GET \/guilds/, answer: { status: 503, body: {} } });
    await expect(rig.adapter.channel('study', group)).rejects.toMatchObject({ name: 'DeliveryError', kind: 'retry' });
  });
});
