import { randomUUID } from 'node:crypto';
import { DeliveryError } from '../../src/errors.js';
import type { Adapter, Core, MessageRef } from '../../src/ports.js';
import { createStreams } from './events.js';
import { createGuard } from './guard.js';
import { createHall } from './hall.js';
import type { PageOptions } from './options.js';
import { CHANNEL, GROUP, person } from './people.js';
import { createShelf } from './pictures.js';
import { postOf, ref } from './receive.js';
import { createRoutes } from './routes.js';
import { createPageServer, listen } from './server.js';

export interface PageAdapter extends Adapter {
  /** Where the page is, such as `http://127.0.0.1:4321/`, once it has started. */
  address(): string;
  /** Tells every open page that content was loaded again. */
  refresh(): void;
  /** Tells every open page that a schedule changed, or what follows one of its posts; many at once are told once. */
  plansChanged(): void;
}

/** Milliseconds from a change of a schedule until it is told. */
const GATHER_MS = 60;
/** Posts remembered by their key, so that a repeated one leaves one message. */
const MAX_KEYS = 1000;

/** The local page: a platform without an account, with a preview of the two others. */
export function createPageAdapter(options: PageOptions): PageAdapter {
  const { clock, log } = options;
  const hall = createHall();
  const shelf = createShelf(options.pictures);
  const guard = createGuard();
  const streams = createStreams(hall, randomUUID(), () => ({ now: clock.now(), offsetMs: clock.offsetMs() }));
  const posted = new Map<string, MessageRef>();
  const running = new Set<Promise<void>>();
  let core: Core | undefined;
  let port: number | undefined;
  let gathering: NodeJS.Timeout | undefined;

  const routes = createRoutes({
    ...options,
    hall,
    shelf,
    streams,
    core: () => core,
    track(work) {
      running.add(work);
      void work.finally(() => running.delete(work));
    },
  });
  const server = createPageServer(routes, guard, log);

  const gone = (what: string) => new DeliveryError('gone', `the page has no ${what}`);
  const once = (key: string, add: () => string): MessageRef => {
    const made = posted.get(key) ?? ref(add());
    posted.set(key, made);
    for (const oldest of posted.keys()) {
      if (posted.size <= MAX_KEYS) break;
      posted.delete(oldest);
    }
    return made;
  };

  return {
    platform: 'page',
    async start(given) {
      core = given;
      port = await listen(server, options.port);
    },
    async stop() {
      core = undefined;
      clearTimeout(gathering);
      await Promise.all(running);
      streams.closeAll();
      if (port === undefined) return;
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
    async post(channel, reply, { key, under }) {
      if (channel !== CHANNEL) throw gone(`channel ${channel}`);
      const above = under && { id: under.message.message, title: under.title };
      if (above && !hall.has(above.id)) throw gone(`message ${above.id}`);
      const content = await shelf.show(reply);
      return once(key, () => hall.add({ ...postOf(content, clock.now()), under: above }));
    },
    async tell(member, reply, { key }) {
      if (!person(member)) throw gone(`member ${member}`);
      const content = await shelf.show(reply);
      return once(key, () => hall.add({ ...postOf(content, clock.now()), audience: 'you', to: member }));
    },
    async edit({ message }, reply) {
      if (!hall.change(message, { content: await shelf.show(reply), thinking: false, edited: clock.now() })) throw gone(`message ${message}`);
    },
    async pin({ message }, on) {
      if (!hall.change(message, { pinned: on })) throw gone(`message ${message}`);
    },
    channel: async (typed, group) => (group === GROUP && [CHANNEL, 'hall', '#hall'].includes(typed.trim()) ? { id: CHANNEL, name: 'hall' } : undefined),
    async preflight(channel, { group = GROUP } = {}) {
      if (channel !== CHANNEL || group !== GROUP) throw gone(`channel ${channel}`);
      return [];
    },
    address() {
      if (port === undefined) throw new Error('The page has not started.');
      return `http://127.0.0.1:${port}/`;
    },
    refresh: () => hall.tell('refresh', {}),
    plansChanged() {
      gathering ??= setTimeout(() => {
        gathering = undefined;
        hall.tell('calendar', {});
      }, GATHER_MS);
    },
  };
}
