import { existsSync, readFileSync } from 'node:fs';
import { PermissionsBitField } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registration } from '../adapters/discord/registration.js';
import { GENERATED } from '../adapters/docs.js';
import type { WireState } from '../adapters/page/web/wire.js';
import { manifest } from '../adapters/slack/manifest.js';
import { declare } from '../src/commands/declare.js';
import { COMMANDS } from '../src/commands/index.js';
import { VARIABLES } from '../src/io/variables.js';
import { say, words } from './support/members.js';
import { openDesk, type Desk } from './support/process.js';
import { openWorld } from './support/world.js';

const READMES = ['README.md', 'README.zh-CN.md'];
/** The name that a heading is linked by. */
const anchor = (line: string): string | undefined => /^#+ (.+)$/.exec(line)?.[1]?.toLowerCase().replace(/[^\p{L}\p{N} -]/gu, '').replaceAll(' ', '-');
const read = (name: string): string => readFileSync(name, 'utf8');

describe('what is made from the declarations', () => {
  it.each(Object.entries(GENERATED))('%s is what npm run docs would write', (name, make) => {
    expect(read(name)).toBe(make(read(name)));
  });

  it.each(READMES)('X7: %s invites the bot with the rights that it explains, and no others', (name) => {
    const [, number = ''] = /&permissions=(\d+)`/.exec(read(name)) ?? [];
    const explained = [...read(name).split('<!-- rights -->')[1]!.split('<!-- /rights -->')[0]!.matchAll(/^\| (\w[\w ]+) \| .{6,} \|$/gm)].map(([, right = '']) => right.replaceAll(' ', '').toLowerCase());
    const names = new PermissionsBitField(BigInt(number)).toArray().map((one) => one.toLowerCase());
    expect(explained.toSorted()).toEqual(names.toSorted());
    expect(names).toHaveLength(6);
  });

  it('.env.example names every variable, each commented out', () => {
    const lines = read('.env.example').split('\n');
    for (const name of Object.keys(VARIABLES)) expect(lines.filter((line) => line.startsWith(`# ${name}=`))).toHaveLength(1);
    expect(lines.filter((line) => line !== '' && !line.startsWith('#'))).toEqual([]);
  });
});

describe.each(READMES)('%s', (name) => {
  const text = read(name);
  /** A folder that the reader is told to make. */
  const example = '37-service-discovery';

  it('every path that it names exists', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, path = '']) => path);
    const named = [...text.matchAll(/`((?:\.|src|adapters|content|tests)[\w.-]*\/[\w./-]+|[\w.-]+\.json|\.[\w.]+\.example)`/g)].map(([, path = '']) => path);
    expect(links.length).toBeGreaterThanOrEqual(5);
    expect(named.length).toBeGreaterThanOrEqual(3);
    const there = (path: string) => {
      const [file = '', place] = path.split('#');
      return existsSync(file) && (place === undefined || read(file).split('\n').some((line) => anchor(line) === place));
    };
    expect([...links, ...named].filter((path) => !path.includes(example) && !there(path))).toEqual([]);
  });

  it('every room of its map exists, and no folder is left out', () => {
    const map = /```\n(src\/[\s\S]*?)```/.exec(text)?.[1] ?? '';
    const seen: string[] = [];
    let top = '';
    for (const line of map.trimEnd().split('\n')) {
      if (!line.startsWith(' ')) {
        top = /^\S+/.exec(line)?.[0] ?? '';
        seen.push(top);
      } else seen.push(...[...line.matchAll(/ {2}([\w-]+(?:\/|\.ts))(?= )/g)].map(([, room = '']) => top + room));
    }
    expect(seen.filter((path) => !existsSync(path))).toEqual([]);
    expect(seen).toEqual(expect.arrayContaining(['src/', 'adapters/', 'content/', 'tests/', 'src/commands/', 'src/course/', 'src/quiz/', 'src/digest/', 'src/schedule/', 'src/locale/', 'src/io/', 'adapters/main.ts', 'adapters/cli/']));
  });

  it('every npm command that it gives is there', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const given = [...text.matchAll(/(?:^|`|&& )npm (?:run (?:-s )?([\w:]+)|(start|test)\b)/gm)].map(([, run, short]) => run ?? short ?? '');
    expect(given).toEqual(expect.arrayContaining(['start', 'test', 'ask', 'import', 'check', 'deploy:commands', 'docs']));
    expect(given.filter((one) => !(one in scripts))).toEqual([]);
  });
});

describe('one declaration: the same commands everywhere', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.clear());

  const names = COMMANDS.map(({ name }) => name);
  const offered = COMMANDS.flatMap(({ name, actions }) => Object.entries(actions).filter(([action, one]) => action && !one.hidden).map(([action]) => `${name} ${action}`));

  it('Discord’s registration', () => {
    const made = registration(declare(COMMANDS));
    const slash = made.flatMap((one) => ('options' in one ? [one] : []));
    expect(slash.map(({ name }) => name)).toEqual(names);
    expect(made.length - slash.length).toBe(COMMANDS.filter(({ menu }) => menu !== undefined).length);
    const subs = slash.flatMap(({ name, options = [] }) => options.filter(({ type }) => type === 1).map((option) => `${name} ${option.name}`));
    expect(subs).toEqual(offered);
  });

  it('Slack’s manifest', () => {
    const { features } = manifest(declare(COMMANDS)) as { features: { slash_commands: { usage_hint: string }[] } };
    expect(features.slash_commands[0]?.usage_hint.split(' | ').map((line) => line.split(' ')[0])).toEqual(names);
  });

  it('the help, in both languages', async () => {
    const world = await openWorld();
    try {
      for (const locale of ['zh-CN', 'en']) {
        const reply = await say(world, 'help', { locale });
        const list = reply.blocks.find((block) => block.kind === 'list');
        const items = list?.kind === 'list' ? list.items : [];
        const marked = items.map((item) => item.flatMap((span) => (typeof span === 'object' && 'style' in span ? [span.text] : [])));
        expect(marked.map(([name]) => name)).toEqual(names);
        expect(marked.flatMap(([name, ...actions]) => actions.map((action) => `${name} ${action}`))).toEqual(offered);
        for (const { example } of COMMANDS) expect(words(reply)).toContain(example);
      }
    } finally {
      await world.close();
    }
  });

  it('the page’s menu, from the running bot', async () => {
    const bot = await desk.start();
    const state = (await (await fetch(new URL('/state', bot.address))).json()) as WireState;
    expect(state.commands).toEqual(JSON.parse(JSON.stringify(declare(COMMANDS))));
    expect(state.commands.map(({ name }) => name)).toEqual(names);
  });

  it.each(READMES)('the table of %s', (file) => {
    const table = /<!-- commands -->\n([\s\S]*?)<!-- \/commands -->/.exec(read(file))?.[1] ?? '';
    const rows = table.trim().split('\n').slice(2);
    expect(rows.map((row) => /^\| `(\w+)`/.exec(row)?.[1])).toEqual(names);
    expect(rows.flatMap((row, i) => [...row.matchAll(/<br>`(\w+)`/g)].map(([, action]) => `${names[i]} ${action}`))).toEqual(offered);
  });

  it('every example is a line that is understood', async () => {
    const world = await openWorld();
    try {
      for (const { example } of COMMANDS) expect(words(await say(world, example, { locale: 'en' }))).not.toMatch(/\n(?:unknown-command|missing|not-a-[\w-]+|no-lesson|bad-[\w-]+)$/);
    } finally {
      await world.close();
    }
  });
});
