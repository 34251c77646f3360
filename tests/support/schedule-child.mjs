// A process that delivers what is due, as the bot does: the real store in a file, the real core, the real adapters over
// sockets to the platforms of whoever started it. Every await of a delivery has a name; at one of them it kills itself.
// Arguments: the folder of the built program, the platforms. Then it gets one message with its orders, and ends when nothing is left to do.
import { writeSync } from 'node:fs';
import { join } from 'node:path';

const [dist, ...platforms] = process.argv.slice(2);
const load = (path) => import(join(dist, path));
const [{ openHall }, { createBot }, { keyvOver }, { createClock }, { random }, { createPace }] = await Promise.all(
  ['adapters/hall.js', 'src/bot.js', 'src/io/store/keyv.js', 'src/io/clock.js', 'src/io/random.js', 'src/io/pace.js'].map(load),
);
const createDiscordAdapter = platforms.includes('discord') && (await load('adapters/discord/index.js')).createDiscordAdapter;
const createSlackAdapter = platforms.includes('slack') && (await load('adapters/slack/index.js')).createSlackAdapter;

/** `ahead`: how much the clock of this machine is, in ms; `kill`: the point to die at; `record`: prints every point; `until`: looks for what is due up to so long from now. */
const { store: file, course, discord, slack, ahead, kill, record, until } = await new Promise((done) => {
  process.once('message', done);
  process.send('warm');
});

let offset = ahead;
const real = Date.now;
Date.now = () => real() + offset;

const seen = new Map();
/** An await of the delivery. The last thing that this process does, if it is the one to die at. */
function point(name) {
  const count = (seen.get(name) ?? 0) + 1;
  seen.set(name, count);
  const full = count > 1 ? `${name} #${count}` : name;
  // console.log would keep it in memory
  if (record) writeSync(1, `${full}\n`);
  if (full !== kill) return;
  process.kill(process.pid, 'SIGKILL');
  for (;;);
}

/** What a call is about: its key, set or board, without what is another one in every run. */
const about = ([first]) => {
  const key = typeof first === 'string' ? first : (first?.board ?? first?.[0]?.set ?? '');
  return key.replace(/(?:discord|slack):[\w:.]+/g, 'PLACE').replace(/\d{4}-\d\d-\d\d/g, 'DAY').replace(/:\d{13}$/, ':TIME').replace(/\b(?=\w*\d)[a-z0-9]{8,13}\b/g, 'ID').replace(/\b[rg][a-z0-9]{12}\b/g, 'ID');
};

const pointed = (what, target, names, aboutOf) =>
  new Proxy(target, {
    get(one, name) {
      const method = Reflect.get(one, name);
      if (typeof method !== 'function' || !names(name)) return method;
      return async (...args) => {
        const full = `${what}.${name} ${aboutOf(args)}`;
        point(`before ${full}`);
        const result = await method.apply(one, args);
        point(`after ${full}`);
        return result;
      };
    },
  });

const say = (level) => (message, fields) => process.send({ level, message, key: fields?.key, error: fields?.error instanceof Error ? fields.error.message : undefined });
const log = { info: () => {}, warn: say('warn'), error: say('error') };
const config = { STORE_URL: `file://${file}`, COURSE: course, DEFAULT_LOCALE: 'en', DEFAULT_ZONE: 'Etc/UTC' };
const hall = await openHall({ config, clock: createClock(), random, log });
const store = pointed('store', hall.parts.store, (name) => name !== 'close', about);
const adapters = new Map();
const bot = createBot({ ...hall.parts, store, documents: keyvOver(store, 'documents'), adapters });
const pace = () => createPace({ minTimeMs: 1, channelMinTimeMs: 0 });
const made = [
  ...(createDiscordAdapter ? [createDiscordAdapter({ ...discord, log, pace: pace() })] : []),
  ...(createSlackAdapter ? [createSlackAdapter({ ...slack, commands: [], log, pace: pace() })] : []),
];
for (const adapter of made) {
  await adapter.start(bot);
  adapters.set(adapter.platform, pointed('adapter', adapter, (name) => !['start', 'stop'].includes(name), (args) => about([args.at(-1)?.key ?? 'PLACE'])));
}

/** Time goes on, here and for whoever started this. */
async function pass(ms) {
  await new Promise((done) => {
    process.once('message', done);
    process.send({ pass: ms });
  });
  offset += ms;
}

for (;;) {
  await bot.tick();
  const next = (await Promise.all(made.map(({ platform }) => hall.parts.store.lowest(`due:${platform}`, Date.now() + until, 1)))).flat().map(({ score }) => score);
  if (next.length === 0) break;
  // what is due and was not done is somebody's who died
  const wait = Math.min(...next) - Date.now();
  await pass(wait > 0 ? wait : 5000);
}
process.send('idle');
process.exit(0);
