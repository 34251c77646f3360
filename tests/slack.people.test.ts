import type { WebClient } from '@slack/web-api';
import { describe, expect, it, vi } from 'vitest';
import { createPeople } from '../adapters/slack/people.js';

const user = (more: object = {}) => ({
  ok: true,
  user: { id: 'U1', name: 'wang', locale: 'zh-CN', profile: { display_name: '小王' }, ...more },
});

function people(answers: { user?: () => Promise<unknown>; creator?: () => Promise<unknown> }) {
  const time = { now: 0 };
  const usersInfo = vi.fn(answers.user ?? (async () => user()));
  const channelInfo = vi.fn(answers.creator ?? (async () => ({ ok: true, channel: { creator: 'U9' } })));
  const client = { users: { info: usersInfo }, conversations: { info: channelInfo } } as unknown as WebClient;
  return { of: createPeople(client, () => time.now).of, usersInfo, channelInfo, time };
}

const MINUTE = 60_000;

describe('people of Slack', () => {
  it('asks for the locale, and believes the answer for ten minutes', async () => {
    const { of, usersInfo, time } = people({});
    expect(await of('U1', 'C1')).toEqual({ name: '小王', locale: 'zh-CN', admin: false, host: false });
    expect(usersInfo).toHaveBeenCalledWith({ user: 'U1', include_locale: true });
    time.now = 10 * MINUTE - 1;
    await of('U1', 'C1');
    expect(usersInfo).toHaveBeenCalledTimes(1);
    time.now = 10 * MINUTE;
    await of('U1', 'C1');
    expect(usersInfo).toHaveBeenCalledTimes(2);
  });

  it.each([{ is_admin: true }, { is_owner: true }, { is_primary_owner: true }])(
    '%o is an admin, and the channel is not asked about',
    async (right) => {
      const { of, channelInfo } = people({ user: async () => user(right) });
      expect((await of('U1', 'C1')).admin).toBe(true);
      expect(channelInfo).not.toHaveBeenCalled();
    },
  );

  it('the creator of the channel is its host and no admin, and nobody is a host in a direct conversation', async () => {
    const { of } = people({ creator: async () => ({ ok: true, channel: { creator: 'U1' } }) });
    expect(await of('U1', 'C1')).toMatchObject({ host: true, admin: false });
    expect((await of('U2', 'C1')).host).toBe(false);
    expect((await of('U1', 'D1')).host).toBeUndefined();
  });

  it('a failure gives no right and no locale, and is not repeated for half a minute', async () => {
    const { of, usersInfo, time } = people({ user: async () => Promise.reject(new Error('ratelimited')) });
    expect(await of('U1', 'C1')).toEqual({ admin: false });
    expect(await of('U1', 'C1')).toEqual({ admin: false });
    expect(usersInfo).toHaveBeenCalledTimes(1);
    time.now = MINUTE;
    await of('U1', 'C1');
    expect(usersInfo).toHaveBeenCalledTimes(2);
  });

  it('a channel that cannot be looked at costs only that right', async () => {
    const { of } = people({ creator: async () => Promise.reject(new Error('missing_scope')) });
    expect(await of('U1', 'C1')).toEqual({ name: '小王', locale: 'zh-CN', admin: false, host: false });
  });

  it('keeps a bounded number of members', async () => {
    const { of, usersInfo } = people({});
    for (let i = 0; i <= 2000; i++) await of(`V${i}`, 'C1');
    await of('V2000', 'C1');
    expect(usersInfo).toHaveBeenCalledTimes(2001);
    await of('V0', 'C1');
    expect(usersInfo).toHaveBeenCalledTimes(2002);
  });
});
