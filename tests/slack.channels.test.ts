import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handCore } from './contracts/core.js';
import { startSlack, type Started } from './fakes/slack/harness.js';

describe('Slack: S5: the channel that a person means', () => {
  let slack: Started;
  beforeEach(async () => {
    slack = await startSlack(handCore(), 'socket', { timeoutMs: 1000 });
    slack.fake.world.channel({ id: 'C3', name: 'pods', members: new Set(['UBOT']) });
  });
  afterEach(() => slack.stop());
  const pods = { id: 'slack:T1:C3', name: 'pods' };

  it.each([
    ['its name, on a later page', 'pods', pods],
    ['its name with a sign, in capitals', '#Pods', pods],
    ['its mention', '<#C3|pods>', pods],
    ['its mention without a name', '<#C3>', pods],
    ['an id of ours', 'slack:T1:C3', pods],
    ['a channel that the bot is not in, by its name', 'elsewhere', undefined],
    ['an id of another workspace', 'slack:T9:C3', undefined],
    ['another name', 'nowhere', undefined],
    ['nothing', '', undefined],
  ])('%s', async (_, typed, found) => {
    expect(await slack.adapter.channel(typed, 'slack:T1')).toEqual(found);
    expect(slack.fake.refused).toEqual([]);
  });

  it('an id is one, also where Slack tells nothing of it: preflight says what is missing there', async () => {
    expect(await slack.adapter.channel('<#CSECRET>', 'slack:T1')).toEqual({ id: 'slack:T1:CSECRET' });
    expect(await slack.adapter.preflight('slack:T1:CSECRET', { group: 'slack:T1' })).toEqual(['membership of the channel']);
  });

  it('a platform that fails is not taken for a channel that is not there', async () => {
    slack.fake.faults.add({ method: 'users.conversations', how: { status: 503 } });
    await expect(slack.adapter.channel('pods', 'slack:T1')).rejects.toMatchObject({ name: 'DeliveryError', kind: 'retry' });
  });
});
