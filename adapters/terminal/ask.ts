import { createInterface } from 'node:readline';
import { ControlError } from '../../src/io/control-client.js';
import type { Reply } from '../../src/reply.js';
import { oneLine } from '../../src/text.js';
import { HallBusy } from './anywhere.js';
import type { SayOptions } from './index.js';
import { readOptions, type AskOptions } from './options.js';
import { createPrinter, type Out } from './printer.js';
import { envLocale, SENTENCES, type Sentences } from './sentences.js';

/** Where lines are said. `listen` gives posts as they come, where the store is held open. */
export interface Hall {
  say(line: string, options: SayOptions): Promise<Reply[]>;
  listen?(show: (reply: Reply) => void): () => void;
  close(): Promise<void>;
}

export interface World {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: Out;
  readonly stderr: Out;
  readonly env: Readonly<Record<string, string | undefined>>;
  open(): Promise<Hall>;
}

const PROMPT = 'study> ';
const OK = 0;
const FAILED = 1;
const MISUSED = 2;

/** The command `ask`. Resolves with the exit code: 0 answered, 1 a line failed, 2 the options are wrong. Never rejects. */
export async function runAsk(argv: readonly string[], world: World): Promise<number> {
  const { options, complaint } = readOptions(argv);
  const locale = envLocale(world.env);
  const say = SENTENCES[options.lang ?? locale ?? 'en'];
  const color = world.stdout.isTTY === true && !world.env['NO_COLOR'] && world.env['TERM'] !== 'dumb';
  const printer = createPrinter(world.stdout, world.stderr, { json: options.json, color });
  if (complaint) {
    await printer.complain(complaint(say));
    return MISUSED;
  }
  if (options.help) {
    await printer.plain(say.help);
    return OK;
  }
  const as: SayOptions = { as: options.as, locale, lang: options.lang };
  let hall: Hall | undefined;
  try {
    hall = await world.open();
    const opened = hall;
    const one = (line: string) => answer(opened, line, as, printer, say);
    const good = options.line === undefined ? await everyLine(opened, options, world, printer, one) : await one(options.line);
    return good && !printer.broken() ? OK : FAILED;
  } catch (error) {
    await printer.complain(sentence(error, say));
    return FAILED;
  } finally {
    await hall?.close().catch((error: unknown) => printer.complain(sentence(error, say)));
  }
}

type Printer = ReturnType<typeof createPrinter>;

/** One line: true when it was answered. */
async function answer(hall: Hall, line: string, as: SayOptions, printer: Printer, say: Sentences): Promise<boolean> {
  try {
    const replies = await hall.say(line, as);
    for (const reply of replies) await printer.reply(reply);
    if (replies.length === 0) await printer.complain(say.noAnswer);
    return replies.length > 0;
  } catch (error) {
    await printer.complain(sentence(error, say));
    return false;
  }
}

/** Every line of standard input, one after the other; a failed line does not stop the next. True when none failed. */
async function everyLine(
  hall: Hall,
  { json }: AskOptions,
  { stdin, stdout }: World,
  printer: Printer,
  one: (line: string) => Promise<boolean>,
): Promise<boolean> {
  // a prompt among JSON lines would spoil them
  const talks = stdin.isTTY === true && stdout.isTTY === true && !json;
  const input = createInterface({
    input: stdin,
    ...(talks ? { output: stdout } : {}),
    terminal: talks,
    prompt: PROMPT,
    historySize: 500,
    crlfDelay: Infinity,
  });
  let open = true;
  input.once('close', () => (open = false));
  const prompt = () => {
    if (talks && open) input.prompt(true);
  };
  const left = new Promise<true>((resolve) => {
    input.once('SIGINT', () => {
      input.close();
      resolve(true);
    });
  });
  const hush = hall.listen?.((reply) => void printer.between(reply, talks ? prompt : undefined));
  let good = true;
  prompt();
  for await (const line of input) {
    if (line.trim() !== '' && !(await Promise.race([one(line), left]))) good = false;
    if (printer.gone()) break;
    prompt();
  }
  hush?.();
  input.close();
  if (talks) await printer.newline();
  return good;
}

function sentence(error: unknown, say: Sentences): string {
  if (error instanceof HallBusy) return say.busy;
  if (error instanceof ControlError && error.kind === 'lost') return say.lost;
  return say.failed(oneLine(error instanceof Error ? error.message : String(error)));
}
