import fc from 'fast-check';
import { COMMANDS } from '../../src/commands/index.js';
import type { Action, Param } from '../../src/commands/command.js';
import { HOSTILE } from '../contracts/replies.js';
import { hostile } from '../core/arbitraries.js';
import { nasty } from '../fakes/discord/nasty.js';
import { PROTOTYPE } from '../support/fuzz.js';

/** What people and programs have written where a value belongs. */
const ODD = [
  ...PROTOTYPE, ...HOSTILE.map(([, text]) => text),
  '', '\0', '\uD800', '\u200B', '\u202E', '$t(error.busy)', '{{page}}', '@everyone', '<@U1>', '<!channel>', '<#x:hall>', '<#x:other>', '<#discord:1>', '`', '```', 'javascript:alert(1)', 'https://e.vil/', '../../etc/passwd', '%2e%2e%2f', 'C:\\x',
  '0', '-1', '1e3', '２', '99999', '9'.repeat(30), '第二十三讲', '13.1', '13.g1', '13.g999999', '13.', 'x'.repeat(600), 'ﷺ'.repeat(40), '👨‍👩‍👧‍👦', 'e\u0301', 'p000000000000', 'r000000000000', 'g000000000000', 'q1', 'q99999', 'yes', 'on', 'off', 'all',
  '08:00', '24:00', '25:61', 'Asia/Shanghai', 'Mars/Base', '+08:00', 'mon,,fri', 'every 400 days', '2026-02-30', '9999-12-31', 'tomorrow', '明天', '周一', '三天', '999999999999d', 'en', 'zh', 'auto', 'group', 'week',
] as const;
const odd = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...ODD) }, { weight: 1, arbitrary: nasty }, { weight: 1, arbitrary: hostile(20) });

const ACTIONS = COMMANDS.flatMap(({ name, aliases, actions }) => Object.entries(actions).map(([action, one]) => ({ names: [name, ...aliases], action: [action, ...(one.aliases ?? [])], one })));

const valueOf = (param: Param): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 2, arbitrary: param.choices ? fc.constantFrom(...param.choices) : param.type === 'integer' ? fc.integer({ min: param.min ?? 0, max: Math.min(param.max ?? 99, 99_999) }).map(String) : fc.constantFrom('13', '23', '13.1', 'Pod', 'StatefulSet', '08:30', 'q1') },
    { weight: 2, arbitrary: odd },
  );

/** Some of an action's parameters: by name, or as words in order. */
const filled = ({ params }: Action): fc.Arbitrary<string> =>
  fc
    .tuple(...params.map((param) => fc.tuple(fc.option(valueOf(param), { freq: 3 }), fc.boolean(), fc.constantFrom(':', '=', '：')).map(([value, named, sign]) => (value === null ? '' : named || param.named ? `${param.name}${sign}${value}` : value))))
    .map((all) => all.filter(Boolean).join(' '));

/** Lines of every command: mostly its own grammar, with values that fit and values that break things. */
export const grammatical: fc.Arbitrary<string> = fc.oneof(
  ...ACTIONS.map(({ names, action, one }) => fc.tuple(fc.constantFrom(...names), fc.constantFrom(...action), filled(one), fc.option(odd, { freq: 4 })).map(([name, sub, values, more]) => [name, sub, values, more ?? ''].filter(Boolean).join(' '))),
);

/** Anything that can be sent. */
export const raw: fc.Arbitrary<string> = fc.oneof(
  fc.array(odd, { maxLength: 8 }).map((all) => all.join(' ')),
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.tuple(fc.constantFrom(...ACTIONS.flatMap(({ names }) => names)), fc.constantFrom(...ODD), fc.integer({ min: 1, max: 400 })).map(([name, piece, times]) => `${name} ${piece.repeat(times)}`.slice(0, 5000)),
);

export const anyLine = fc.oneof({ weight: 3, arbitrary: grammatical }, { weight: 1, arbitrary: raw });

const ID = fc.oneof(fc.constantFrom('000000000000', 'r000000000000', 'p000000000000', 'g000000000000', 'q1', 'x', '', ...PROTOTYPE, 'r'.repeat(600), 'r\0r', '\uD800', '../r', 'r:r', 'pods-1'), fc.string({ maxLength: 14 }));

/** Lines as buttons carry them, and as they never did: of actions that only buttons reach too. */
export const forged: fc.Arbitrary<string> = fc.oneof(
  ...ACTIONS.map(({ names, action, one }) => fc.tuple(ID, filled(one), fc.boolean()).map(([id, values, named]) => `${names[0]} ${action[0]} ${one.params.some(({ name }) => name === 'id') && named ? `id:${id}` : id} ${values}`)),
);

/** What members type into forms. */
export const fieldText = fc.oneof(odd, fc.constantFrom('*yes // because\nno // no\nmaybe\n', 'x\n'.repeat(400), '字'.repeat(3000)), fc.array(odd, { maxLength: 6 }).map((all) => all.join('\n')));

export const FORMS = ACTIONS.filter(({ one }) => one.form).map(({ names, action, one }) => ({ name: names[0] as string, action: action[0] as string, one }));

