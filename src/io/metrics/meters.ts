import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Link } from '../../ports.js';

/** What came of one event. `late`: the platform took no acknowledgement any more; `lost`: it did not take the answer; `repeated`: another delivery of it was handled. */
export type Outcome = 'ok' | 'user-error' | 'bug' | 'unavailable' | 'late' | 'lost' | 'repeated';
/** What came of one message. `retry`: it will be tried again; `missed`: its day passed; `paused`: its schedule waits for somebody. */
export type PostResult = 'sent' | 'repeated' | 'retry' | 'gone' | 'forbidden' | 'refused' | 'failed' | 'missed' | 'paused';

/** What is looked up when somebody reads the figures. */
export interface Looks {
  /** Posts and edits that wait for the rate of their platform, by platform. */
  waiting(): ReadonlyMap<string, number>;
  links(): ReadonlyMap<string, Link>;
  /** Entries of schedules that should have begun, and the age of the oldest one in milliseconds. */
  due(): Promise<ReadonlyMap<string, { readonly entries: number; readonly lagMs: number }>>;
}

/** Figures of one process. Times go in as milliseconds and out as seconds. No label ever names a member, group or channel. */
export interface Meters {
  interaction(platform: string, command: string, outcome: Outcome): void;
  acknowledged(platform: string, ms: number): void;
  answered(platform: string, ms: number): void;
  post(platform: string, kind: string, result: PostResult, count?: number): void;
  store(operation: string, result: 'ok' | 'failed', ms: number): void;
  /** In the text format of Prometheus, with its content type. */
  text(): Promise<{ readonly type: string; readonly body: string }>;
}

/** Seconds: Discord and Slack give 3 for an acknowledgement, the store of a machine at rest takes about 5 ms. */
const EVENTS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10];
const STORE = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1];

export function createMeters({ waiting, links, due }: Looks): Meters {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const named = (name: string, help: string, labelNames: string[]) => ({ name: `study_hall_${name}`, help, labelNames, registers });
  const counter = (name: string, help: string, ...labels: string[]) => new Counter(named(name, help, labels));
  const histogram = (name: string, help: string, buckets: number[], ...labels: string[]) => new Histogram({ ...named(name, help, labels), buckets });

  const interactions = counter('interactions_total', 'Events by what came of them', 'platform', 'command', 'outcome');
  const acknowledged = histogram('acknowledged_seconds', 'From the arrival of an event to its acknowledgement', EVENTS, 'platform');
  const answered = histogram('answered_seconds', 'From the arrival of an event to its answer', EVENTS, 'platform');
  const posts = counter('posts_total', 'Messages that were sent, changed or pinned unasked, by what came of them', 'platform', 'kind', 'result');
  const store = histogram('store_seconds', 'Calls of the store', STORE, 'operation', 'result');
  const looked = (name: string, help: string, collect: (gauge: Gauge) => void | Promise<void>) =>
    new Gauge({
      ...named(name, help, ['platform']),
      collect() {
        this.reset();
        return collect(this);
      },
    });
  looked('waiting_posts', 'Posts and edits that wait for the rate of their platform', (gauge) => {
    for (const [platform, count] of waiting()) gauge.set({ platform }, count);
  });
  looked('connected', '1 while events come in', (gauge) => {
    for (const [platform, { up }] of links()) gauge.set({ platform }, up ? 1 : 0);
  });
  const reconnects = new Counter({
    ...named('reconnects_total', 'Connections that were lost and made again', ['platform']),
    registers: [],
    collect() {
      this.reset();
      for (const [platform, link] of links()) this.inc({ platform }, link.reconnects);
    },
  });
  registry.registerMetric(reconnects);
  // a store that does not answer leaves these out, not the rest
  const overdue = () => due().catch((): Awaited<ReturnType<Looks['due']>> => new Map());
  looked('due_entries', 'Entries of schedules that are due; 1,000 stands for more', async (gauge) => {
    for (const [platform, { entries }] of await overdue()) gauge.set({ platform }, entries);
  });
  looked('due_lag_seconds', 'Age of the oldest entry that is due and has not been done', async (gauge) => {
    for (const [platform, { lagMs }] of await overdue()) gauge.set({ platform }, lagMs / 1000);
  });

  return {
    interaction: (platform, command, outcome) => interactions.inc({ platform, command, outcome }),
    acknowledged: (platform, ms) => acknowledged.observe({ platform }, ms / 1000),
    answered: (platform, ms) => answered.observe({ platform }, ms / 1000),
    post: (platform, kind, result, count = 1) => posts.inc({ platform, kind, result }, count),
    store: (operation, result, ms) => store.observe({ operation, result }, ms / 1000),
    text: async () => ({ type: registry.contentType, body: await registry.metrics() }),
  };
}
