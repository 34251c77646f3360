import { describe, expect, it, test } from 'vitest';
import { submittedLine } from '../adapters/discord/form.js';
import { read } from '../adapters/discord/receive.js';
import { registration } from '../adapters/discord/registration.js';
import { channelsOf } from '../adapters/slack/channels.js';
import { readSubmission } from '../adapters/slack/form.js';
import { readCommand, readMention } from '../adapters/slack/receive.js';
import { createSeal } from '../adapters/slack/seal.js';
import type { Command } from '../src/commands/command.js';
import type { DeclaredCommand, DeclaredParam } from '../src/commands/declared.js';
import { parseLine, readArgs } from '../src/commands/parse.js';
import { channelWord, lineOf } from '../src/line.js';
import { LOCALES, translator } from '../src/locale/index.js';
import { commandPayload } from './fakes/discord/interactions.js';
import { schemaProblems } from './fakes/discord/schema.js';

const COMMAND: Command = {
  name: 'plan',
  aliases: ['安排'],
  example: 'plan set 08:00',
  usual: 'set',
  actions: {
    set: {
      params: [{ name: 'time', type: 'text' }, { name: 'channel', type: 'channel', hidden: true, named: true }, { name: 'start', type: 'text', rest: true }],
      audience: 'you',
      run: () => Promise.reject(new Error('not here')),
    },
  },
};
const about = { en: 'x', 'zh-CN': 'x' };
const param = (name: string, type: DeclaredParam['type']): DeclaredParam => ({ name, about, type, required: false, choices: [], completes: false });
const DECLARED: DeclaredCommand[] = [
  { name: 'plan', aliases: ['安排'], about, example: 'plan', actions: [{ name: 'set', about, params: [param('time', 'text'), param('channel', 'channel')] }] },
  { name: 'comment', about, example: 'comment', actions: [{ name: '', about, params: [param('text', 'text')] }] },
];
const ID = '900000000000000003';

describe('S5: a channel in a line', () => {
  const args = (line: string) => readArgs(parseLine(line, [COMMAND]), translator('en'));

  test('reaches the command as the id that the adapters know', () => {
    for (const id of [`discord:${ID}`, 'slack:T1:C0ABC', 'page:hall'])
      expect(args(lineOf('plan', 'set', { time: '08:00', channel: channelWord(id), start: '13' })).text('channel')).toBe(id);
    expect(args('plan set 08:00 channel：＜＃page:hall＞ 13').text('channel')).toBe('page:hall');
    expect(args('plan set 08:00').text('channel')).toBeUndefined();
  });

  test.each(['#study', 'study', '<#1234>', '<#C1|study>', '<#>', '<#page:>', '<#page:a b>'])('%s names none, and the answer says how to', (typed) => {
    const refused = () => args(`plan set 08:00 channel:${typed}`);
    expect(refused).toThrow('error.not-a-channel');
    for (const locale of LOCALES) expect(translator(locale)('error.not-a-channel', { param: 'channel', word: typed })).toMatch(/#.*(list|列表)/);
  });
});

describe('S5: a channel on Discord', () => {
  test('is an option with a list of the channels that take posts', () => {
    const [plan] = registration(DECLARED);
    expect(plan).toMatchObject({ options: [{ name: 'set', options: [{ name: 'time', type: 3 }, { name: 'channel', type: 7, channel_types: [0, 5] }] }] });
    expect(schemaProblems('ApplicationCommandUpdateRequest', plan)).toEqual([]);
  });

  test('that was picked stands in the line as the core has it', () => {
    const inbound = read(commandPayload({ name: 'plan', action: 'set', options: { time: '08:00', channel: { channel: ID } } }), 1, DECLARED);
    expect(inbound).toMatchObject({ request: { line: `plan set time:08:00 channel:<#discord:${ID}>` } });
  });

  const submitted = (line: string, name: string, value: string) => submittedLine({ custom_id: line, components: [{ component: { custom_id: name, value } }] }, DECLARED);
  test.each([`<#${ID}>`, ID, ` ${ID} `, `https://discord.com/channels/1/${ID}`, `https://ptb.discord.com/channels/900000000000000002/${ID}/`])('in a form may be written as %s', (typed) => {
    expect(submitted('plan set', 'channel', typed)).toBe(`plan set channel:<#discord:${ID}>`);
  });
  test('in a form stays as it was typed where it names none, or where no channel is asked for', () => {
    for (const typed of ['#study', `https://discord.com/channels/1/${ID}/77`, '<#1>']) expect(submitted('plan set', 'channel', typed)).toBe(`plan set channel:${typed}`);
    expect(submitted('plan set', 'time', `<#${ID}>`)).toBe(`plan set time:<#${ID}>`);
    expect(submitted('comment', 'text', `see <#${ID}>`)).toBe(`comment text:see <#${ID}>`);
  });
});

describe('S5: a channel on Slack', () => {
  const channels = channelsOf(DECLARED);
  const mention = (text: string) => readMention({ team_id: 'T1', event: { channel: 'C1', user: 'U1', ts: '1.2', text: `<@UBOT> ${text}` } }, 'UBOT', channels)?.line;
  const slash = (text: string) => readCommand({ team_id: 'T1', channel_id: 'C1', user_id: 'U1', trigger_id: 't', text }, channels)?.line;

  it.each([
    ['plan set 08:00 <#C0ABC123|general>', 'plan set 08:00 <#slack:T1:C0ABC123>'],
    ['plan set channel:<#C0ABC123>', 'plan set channel:<#slack:T1:C0ABC123>'],
    ['PLAN set <#C0ABC123|>', 'PLAN set <#slack:T1:C0ABC123>'],
    ['安排 set 08:00 <#C0ABC123|general>', '安排 set 08:00 <#slack:T1:C0ABC123>'],
    ['plan set <https://study.slack.com/archives/C0ABC123>', 'plan set <#slack:T1:C0ABC123>'],
    ['plan set <https://study.slack.com/archives/C0ABC123/p1700000000000100>', 'plan set https://study.slack.com/archives/C0ABC123/p1700000000000100'],
    ['plan set #general', 'plan set #general'],
    ['comment 13 see <#C0ABC123|general> and <@U2|ada>', 'comment 13 see #general and @ada'],
    ['help plan <#C0ABC123|general>', 'help plan #general'],
  ])('in a mention and after /study: %s', (wire, line) => {
    expect([mention(wire), slash(wire)]).toEqual([line, line]);
  });

  const seal = createSeal('secret');
  const submitted = (line: string, name: string, value: string) =>
    readSubmission(
      {
        user: { id: 'U1', name: 'wang' },
        view: {
          id: 'V1',
          hash: 'h',
          callback_id: 'study_hall_form',
          private_metadata: seal.close({ line, team: 'T1', channel: 'C1', raw: [name] }, 'U1'),
          state: { values: { [name]: { [name]: { value } } } },
        },
      },
      seal,
      channels,
    )?.line;
  test('in a form by its mention, its link, its id; anything else as it was typed', () => {
    for (const typed of ['<#C0ABC123|general>', 'https://study.slack.com/archives/C0ABC123', 'C0ABC123A'])
      expect(submitted('plan set', 'channel', typed)).toMatch(/^plan set channel:<#slack:T1:C0ABC123A?>$/);
    expect(submitted('plan set', 'channel', '#general')).toBe('plan set channel:#general');
    expect(submitted('comment', 'text', '<#C0ABC123|general>')).toBe('comment text:<#C0ABC123|general>');
  });
});
