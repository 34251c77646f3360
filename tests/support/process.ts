import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** How a program ended and what it said. */
export interface Ran {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface Started {
  readonly child: ChildProcess;
  /** All of standard output so far. */
  said(): string;
  /** Such as `http://127.0.0.1:4321/`. */
  readonly address: string;
  /** Sends a signal; resolves when the process is gone. */
  end(signal: NodeJS.Signals): Promise<Ran>;
}

/** A folder of its own with a store in it, and the built programs run from there, not from the repository. */
export interface Desk {
  readonly folder: string;
  readonly store: string;
  readonly control: string;
  /** Runs `dist/bundle/cli/NAME.js` to its end. */
  run(name: string, args?: readonly string[], more?: { env?: Record<string, string>; input?: string }): Promise<Ran>;
  /** Runs it and does not wait for its end. */
  launch(name: string, args: readonly string[]): { readonly child: ChildProcess; readonly ended: Promise<Ran> };
  /** `ask` with one line. */
  ask(...args: string[]): Promise<Ran>;
  /** Starts the bot; resolves once it has said that it is ready. */
  start(env?: Record<string, string>): Promise<Started>;
  /** Starts the bot and does not wait for it. */
  begin(): { readonly child: ChildProcess; readonly ended: Promise<Ran> };
  /** Kills what still runs, then removes the folder. */
  clear(): Promise<void>;
}

/** Where the program that is tested was built. */
const BUILT = resolve('dist');

export async function openDesk(built = BUILT): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'desk-'));
  const store = join(folder, 'data', 'hall.db');
  const running = new Set<ChildProcess>();

  const launch = (name: string, args: readonly string[], env: Record<string, string>) => {
    const child = spawn(process.execPath, [join(built, 'bundle', 'cli', `${name}.js`), ...args], {
      cwd: folder,
      // nothing of the tester's own environment: no tokens, no language
      env: { PATH: process.env['PATH'] ?? '', STORE_URL: `file:${store}`, PAGE_PORT: '0', ...env },
    });
    running.add(child);
    const said = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (part: string) => (said.out += part));
    child.stderr.setEncoding('utf8').on('data', (part: string) => (said.err += part));
    const ended = new Promise<Ran>((done, fail) => {
      child.once('error', fail);
      child.once('close', (code, signal) => {
        running.delete(child);
        done({ code, signal, ...said });
      });
    });
    return { child, said, ended };
  };

  const desk: Desk = {
    folder,
    store,
    control: `${store}.control.json`,
    async run(name, args = [], { env = {}, input = '' } = {}) {
      const { child, ended } = launch(name, args, env);
      // who ended early does not read
      child.stdin.on('error', () => {});
      child.stdin.end(input);
      return ended;
    },
    launch: (name, args) => launch(name, args, {}),
    ask: (...args) => desk.run('ask', args),
    async start(env = {}) {
      const { child, said, ended } = launch('start', [], env);
      const ready = new Promise<void>((done) => child.stdout.on('data', () => said.out.includes('ready in') && done()));
      const early = await Promise.race([ready, ended]);
      if (early) throw new Error(`the bot did not start (${early.code}): ${early.out}${early.err}`);
      return {
        child,
        said: () => said.out,
        address: /http:\S+/.exec(said.out)?.[0] ?? '',
        end(signal) {
          child.kill(signal);
          return ended;
        },
      };
    },
    begin: () => launch('start', [], {}),
    async clear() {
      const gone = [...running].map((child) => new Promise((done) => child.once('close', done)));
      for (const child of running) child.kill('SIGKILL');
      await Promise.all(gone);
      await rm(folder, { recursive: true, force: true });
    },
  };
  return desk;
}

/** Milliseconds of processor time that a process has used, as Linux counts them. */
export async function cpuMs(pid: number | undefined): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10;
}
