import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url);

/** Who may import what: `own` are beginnings of paths from the root, `packages` names from outside. The first row that fits a file holds. */
interface Rule {
  readonly files: string;
  readonly own: readonly string[];
  readonly packages: RegExp;
  /** May ask for time, chance and the process. */
  readonly impure: boolean;
}

const NOTHING = /^(?!)/;
const NODE = /^node:/;
const RULES: readonly Rule[] = [
  { files: 'src/io/store/redis/', own: ['src/'], packages: /^(node:|ioredis$)/, impure: true },
  { files: 'src/io/metrics/', own: ['src/'], packages: /^(node:|prom-client$)/, impure: true },
  { files: 'src/io/', own: ['src/'], packages: /^(node:|(yaml|js-yaml|zod|mdast|bottleneck|keyv|pino|libsql)$|mdast-util-)/, impure: true },
  { files: 'src/locale/', own: ['src/'], packages: /^i18next$/, impure: false },
  { files: 'src/course/', own: ['src/'], packages: /^opencc-js\/t2cn$/, impure: false },
  { files: 'src/quiz/deck/', own: ['src/'], packages: /^ts-fsrs$/, impure: false },
  { files: 'src/digest/scan/', own: ['src/'], packages: /^htmlparser2$/, impure: false },
  { files: 'src/', own: ['src/'], packages: NOTHING, impure: false },
  { files: 'adapters/discord/', own: ['src/', 'adapters/discord/'], packages: /^(node:|discord\.js$)/, impure: true },
  { files: 'adapters/slack/', own: ['src/', 'adapters/slack/'], packages: /^(node:|@slack\/|undici$)/, impure: true },
  { files: 'adapters/page/web/', own: ['adapters/page/web/'], packages: NOTHING, impure: true },
  { files: 'adapters/page/', own: ['src/', 'adapters/page/', 'adapters/discord/render.js', 'adapters/slack/render.js'], packages: NODE, impure: true },
  { files: 'adapters/terminal/', own: ['src/', 'adapters/terminal/'], packages: NODE, impure: true },
  { files: 'adapters/', own: ['src/', 'adapters/'], packages: NODE, impure: true },
];

const IMPORTS = [/(?:^|[;}\s])(?:import|export)\s[^'"`;()]*?from\s*['"]([^'"]+)['"]/g, /(?:^|[;}\s])import\s*['"]([^'"]+)['"]/g, /\b(?:import|require)\s*\(\s*['"`]([^'"`]+)['"`]/g];
const IMPURE =
  /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bprocess\s*[.[]|\bperformance\s*\.|\bset(?:Timeout|Interval|Immediate)\b|\bfetch\s*\(|\bcrypto\s*\.|\bglobalThis\b|\bconsole\s*\./g;

/** Comments out, so that a sentence is never taken for code. */
const code = (source: string) => source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/[^\n]*/g, '$1');

function violations(file: string, source: string): string[] {
  const rule = RULES.find((one) => file.startsWith(one.files));
  if (!rule) return [`${file}: no rule says what it may import`];
  const body = code(source);
  const named = IMPORTS.flatMap((shape) => [...body.matchAll(shape)].map((match) => match[1] ?? ''));
  const wrong = named.filter((name) => {
    if (!name.startsWith('.')) return !rule.packages.test(name);
    const target = posix.normalize(posix.join(posix.dirname(file), name));
    const outOfPure = target.startsWith('src/io/') && file.startsWith('src/') && !file.startsWith('src/io/');
    return outOfPure || !rule.own.some((start) => target.startsWith(start));
  });
  const impure = rule.impure ? [] : [...body.matchAll(IMPURE)].map(([what]) => what);
  return [...wrong.map((name) => `${file} imports ${name}`), ...impure.map((what) => `${file} uses ${what}`)];
}

const from = (name: string) => `import { a } from '${name}';\n`;

describe('X1: the table of who may import what sees violations', () => {
  it.each([
    ['src/quiz/round.ts', from('discord.js')],
    ['src/quiz/round.ts', from('ts-fsrs')],
    ['src/commands/review.ts', from('ts-fsrs')],
    ['src/bot.ts', "import {\n  type A,\n  b,\n} from '@slack/bolt';\n"],
    ['src/bot.ts', "import type { A } from 'discord-api-types/v10';"],
    ['src/bot.ts', from('@discordjs/builders')],
    ['src/bot.ts', from('../adapters/page/index.js')],
    ['src/io/pace.ts', from('../../adapters/hall.js')],
    ['src/io/pace.ts', from('discord.js')],
    ['src/course/search.ts', from('node:fs')],
    ['src/course/search.ts', from('fs')],
    ['src/course/search.ts', from('zod')],
    ['src/course/search.ts', from('i18next')],
    ['src/commands/quiz.ts', from('../io/random.js')],
    ['src/commands/quiz.ts', "export { random } from '../io/random.js';"],
    ['src/commands/quiz.ts', "import 'node:crypto';"],
    ['src/commands/quiz.ts', "const x = await import('node:crypto');"],
    ['src/commands/quiz.ts', "const x = require('node:crypto');"],
    ['src/io/store/keyv.ts', from('ioredis')],
    ['src/io/store/redis/line.ts', from('ioredis-of-somebody')],
    ['src/io/ops/server.ts', from('prom-client')],
    ['adapters/discord/render.ts', from('@slack/types')],
    ['adapters/discord/render.ts', from('../slack/rich.js')],
    ['adapters/discord/render.ts', from('../hall.js')],
    ['adapters/slack/render.ts', from('discord.js')],
    ['adapters/slack/render.ts', from('../page/index.js')],
    ['adapters/page/render.ts', from('../discord/client.js')],
    ['adapters/page/render.ts', from('discord.js')],
    ['adapters/page/web/app.ts', from('../../../src/reply.js')],
    ['adapters/page/web/app.ts', from('../files.js')],
    ['adapters/page/web/app.ts', from('node:fs')],
    ['adapters/terminal/ask.ts', from('../page/index.js')],
    ['adapters/terminal/ask.ts', from('@slack/types')],
    ['adapters/main.ts', from('@slack/bolt')],
    ['elsewhere/x.ts', ''],
    ...['Date.now()', 'new Date()', 'Math.random()', 'process.env', "process['env']", 'performance.now()', 'setTimeout(f, 1)', 'setInterval(f, 1)', 'fetch(u)', 'globalThis.x'].map(
      (use) => ['src/schedule/plan.ts', `const a = ${use};`],
    ),
  ])('%s: %s', (file, source) => {
    expect(violations(file, source)).toHaveLength(1);
  });

  it.each([
    ['src/schedule/plan.ts', `${from('./zone.js')}// never Date.now() here\n/** import x from 'node:fs' */\nconst day = new Date(0);\nconst link = 'https://example.org/a';`],
    ['src/io/clock.ts', `${from('node:fs')}${from('../ports.js')}const now = Date.now();`],
    ['src/locale/index.ts', from('i18next')],
    ['src/course/search/fold.ts', from('opencc-js/t2cn')],
    ['src/quiz/deck/card.ts', from('ts-fsrs')],
    ['adapters/page/render.ts', `${from('../discord/render.js')}${from('../slack/render.js')}${from('../../src/reply.js')}`],
    ['adapters/cli/start.ts', `${from('../discord/index.js')}${from('../../src/io/config.js')}`],
  ])('and lets pass what is allowed: %s', (file, source) => {
    expect(violations(file, source)).toEqual([]);
  });
});

const FILES = ['src', 'adapters'].flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, ROOT), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
);
const read = (file: string) => readFileSync(new URL(file, ROOT), 'utf8');

describe('X1: the tree keeps to it', () => {
  it('every file of the core and the adapters', () => {
    expect(FILES.length).toBeGreaterThan(100);
    expect(FILES.flatMap((file) => violations(file, read(file)))).toEqual([]);
  });

  it('every row of the table holds for some file', () => {
    const unused = RULES.filter((rule) => !FILES.some((file) => RULES.find((one) => file.startsWith(one.files)) === rule));
    expect(unused.map((rule) => rule.files)).toEqual([]);
  });

  it('the check reads imports at all: most files have some', () => {
    const found = FILES.filter((file) => IMPORTS.some((shape) => new RegExp(shape.source).test(code(read(file)))));
    expect(found.length).toBeGreaterThan(FILES.length * 0.7);
  });

  it('no room is over 250 lines', () => {
    expect(FILES.filter((file) => read(file).split('\n').length > 251)).toEqual([]);
  });
});
