import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deployCommands } from '../adapters/discord/deploy.js';
import { drift } from '../adapters/discord/drift.js';
import { registration, type Registered } from '../adapters/discord/registration.js';
import type { DeclaredCommand, DeclaredParam } from '../src/commands/declared.js';
import { handCore, soon } from './contracts/core.js';
import { startFakeDiscord, type FakeDiscord } from './fakes/discord/index.js';
import { startRig } from './fakes/discord/running.js';
import { schemaProblems } from './fakes/discord/schema.js';
import { TOKEN } from './fakes/discord/world.js';

const about = (en: string, zh = `${en}（中文）`) => ({ en, 'zh-CN': zh });
const param = (name: string, more: Partial<DeclaredParam> = {}): DeclaredParam => ({
  name,
  about: about(`The ${name}`),
  type: 'text',
  required: false,
  choices: [],
  completes: false,
  ...more,
});
const COMMANDS: DeclaredCommand[] = [
  {
    name: 'lesson',
    about: about('Show a lesson', '看一讲'),
    example: 'lesson 13',
    actions: [
      {
        name: '',
        about: about('Show'),
        params: [param('part', { type: 'integer', min: 1, max: 9 }), param('ref', { required: true, completes: true })],
      },
    ],
  },
  {
    name: 'schedule',
    about: about('Daily posts'),
    example: 'schedule status',
    actions: [
      {
        name: 'set',
        about: about('Set the time'),
        params: [
          param('what', {
            type: 'choice',
            choices: [
              { value: 'lesson', label: about('Lesson', '课') },
              { value: 'digest', label: about('Digest', '精选') },
            ],
          }),
        ],
      },
      { name: 'status', about: about('Show the plan'), params: [] },
    ],
  },
];

const COMMENT: DeclaredCommand = {
  name: 'comment',
  about: about('Comments of the group'),
  example: 'comment 13 TEXT',
  actions: [{ name: 'add', about: about('Add'), params: [param('text', { raw: true, max: 2000 }), param('ref', { required: true })] }],
  menu: { name: { en: 'Save to lesson…', 'zh-CN': '存到课程…' }, line: 'comment keep' },
};
const ENTRY = 'Save to lesson… (menu of a message)';

/** As Discord lists them: own ids, defaults left out, empty lists left out, keys in another order, an empty description in menus. */
const listed = (wanted: readonly Registered[]) =>
  wanted.map((command, i) => ({
    id: String(i),
    version: '1',
    nsfw: false,
    default_member_permissions: null,
    name_localizations: null,
    description: '',
    ...(JSON.parse(
      JSON.stringify(command, (key, value: unknown) => {
        if (key.endsWith('_localizations')) return Object.fromEntries(Object.entries(value as object).reverse());
        return (key === 'required' && value === false) || (key === 'options' && Array.isArray(value) && value.length === 0) ? undefined : value;
      }),
    ) as object),
  }));

describe('Discord: registration of commands', () => {
  it('is what Discord’s specification describes', () => {
    for (const command of registration([...COMMANDS, COMMENT])) expect(schemaProblems('ApplicationCommandUpdateRequest', command)).toEqual([]);
  });

  it('I2: names in ASCII, descriptions in each language, required options first', () => {
    const [lesson, schedule] = registration(COMMANDS);
    const options = schedule && 'options' in schedule ? schedule.options : undefined;
    expect(lesson).toMatchObject({
      type: 1,
      name: 'lesson',
      description: 'Show a lesson',
      contexts: [0, 1],
      integration_types: [0],
      description_localizations: { 'en-US': 'Show a lesson', 'en-GB': 'Show a lesson', 'zh-CN': '看一讲', 'zh-TW': '看一讲' },
      options: [
        { type: 3, name: 'ref', required: true, autocomplete: true },
        { type: 4, name: 'part', required: false, min_value: 1, max_value: 9 },
      ],
    });
    expect(options).toMatchObject([
      {
        type: 1,
        name: 'set',
        options: [
          {
            type: 3,
            name: 'what',
            choices: [{ name: 'Lesson', value: 'lesson', name_localizations: { 'zh-CN': '课' } }, { value: 'digest' }],
          },
        ],
      },
      { type: 1, name: 'status', options: [] },
    ]);
    expect(JSON.stringify(schedule)).not.toContain('autocomplete');
  });

  it('drift sees each change, and none where Discord only adds its own fields', () => {
    const wanted = registration(COMMANDS);
    const has = listed(wanted);
    expect(drift(has, wanted)).toEqual({ added: [], changed: [], removed: [], same: ['/lesson', '/schedule'] });
    expect(drift([], wanted)).toMatchObject({ added: ['/lesson', '/schedule'] });
    expect(drift([...has, { name: 'old', description: 'x' }], wanted)).toMatchObject({ removed: ['/old'] });
    for (const change of [{ description: 'x' }, { description_localizations: { 'zh-CN': 'x' } }, { contexts: [0] }, { options: [] }])
      expect(drift([{ ...has[0], ...change }, has[1]], wanted)).toMatchObject({ changed: ['/lesson'], same: ['/schedule'] });
  });

  it('D8: an entry of every message’s menu is a command of its own, named in each language, without a description', () => {
    const [comment, entry] = registration([COMMENT]);
    expect(entry).toEqual({
      type: 3,
      name: 'Save to lesson…',
      name_localizations: { 'en-US': 'Save to lesson…', 'en-GB': 'Save to lesson…', 'zh-CN': '存到课程…', 'zh-TW': '存到课程…' },
      contexts: [0, 1],
      integration_types: [0],
    });
    expect(comment).toMatchObject({ options: [{ name: 'add', options: [{ name: 'ref' }, { name: 'text', max_length: 2000 }] }] });
  });

  it('D8: drift sees entries of menus beside slash commands, also where a name is the same', () => {
    const wanted = registration([COMMENT]);
    const has = listed(wanted);
    expect(drift(has, wanted)).toEqual({ added: [], changed: [], removed: [], same: ['/comment', ENTRY] });
    expect(drift(has.slice(0, 1), wanted)).toMatchObject({ added: [ENTRY], same: ['/comment'] });
    for (const change of [{ name_localizations: { 'zh-CN': 'x' } }, { contexts: [0] }])
      expect(drift([has[0], { ...has[1], ...change }], wanted)).toMatchObject({ changed: [ENTRY] });
    const others = [2, 3].map((type) => ({ type, name: 'comment' }));
    expect(drift([...has, ...others], wanted)).toMatchObject({
      removed: ['comment (menu of a member)', 'comment (menu of a message)'],
      same: ['/comment', ENTRY],
    });
  });

  describe('deployed to the fake', () => {
    let fake: FakeDiscord;
    const printed: string[] = [];
    beforeEach(async () => {
      fake = await startFakeDiscord();
      printed.length = 0;
    });
    afterEach(() => fake.stop());
    const deploy = (dryRun: boolean, commands = COMMANDS, token = TOKEN, guild?: string) =>
      deployCommands({ token, api: fake.api, guild, dryRun, commands, print: (line) => void printed.push(line) });
    const writes = () => fake.requests.filter((r) => r.method === 'PUT').map((r) => r.path);

    it('a dry run prints what would change and changes nothing', async () => {
      await deploy(true);
      expect(printed).toEqual(['+ add /lesson', '+ add /schedule', '2 to change; nothing was changed (dry run).']);
      expect(writes()).toEqual([]);
    });

    it('a deployment brings Discord to the table, and the next has nothing to do', async () => {
      await deploy(false);
      expect(fake.refused).toEqual([]);
      expect(await deploy(false)).toMatchObject({ same: ['/lesson', '/schedule'], added: [] });
      expect(writes()).toHaveLength(1);
      await deploy(false, COMMANDS.slice(0, 1));
      expect(printed.slice(-3)).toEqual(['- remove /schedule', '= keep /lesson', '1 changed.']);
      expect(fake.world.commands).toHaveLength(1);
    });

    it('D8: an entry of the menu is deployed with the commands, shown in a dry run, and taken away again', async () => {
      await deploy(false);
      printed.length = 0;
      await deploy(true, [...COMMANDS, COMMENT]);
      expect(printed).toEqual(['+ add /comment', `+ add ${ENTRY}`, '= keep /lesson', '= keep /schedule', '2 to change; nothing was changed (dry run).']);
      await deploy(false, [...COMMANDS, COMMENT]);
      expect(fake.refused).toEqual([]);
      expect(await deploy(false, [...COMMANDS, COMMENT])).toMatchObject({ added: [], changed: [], removed: [] });
      await deploy(false);
      expect(printed).toContain(`- remove ${ENTRY}`);
    });

    it('a server of its own is deployed to alone', async () => {
      await deploy(false, COMMANDS, TOKEN, '77');
      expect(writes()).toEqual(['/applications/900000000000000001/guilds/77/commands']);
    });

    it('a wrong token is an error that does not repeat it', async () => {
      const error = await deploy(false, COMMANDS, 'a.wrong.token').catch((e: Error) => e);
      expect(error).toMatchObject({ message: expect.stringContaining('401') });
      expect((error as Error).stack).not.toContain('a.wrong.token');
    });
  });

  it('the adapter warns at start of commands that differ, and only then', async () => {
    const warnings = async (deployed: boolean) => {
      const rig = await startRig(handCore(), { commands: COMMANDS, registered: deployed ? registration(COMMANDS) : [] });
      await soon(() => rig.fake.requests.some((r) => r.path.endsWith('/commands')), 'the look at the commands');
      await rig.stop();
      return rig.logged.filter((l) => l.level === 'warn');
    };
    expect(await warnings(true)).toEqual([]);
    expect(await warnings(false)).toMatchObject([
      { message: expect.stringContaining('deploy:commands'), fields: { missing: ['/lesson', '/schedule'] } },
    ]);
  });
});
