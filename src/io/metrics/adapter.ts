import { DeliveryError } from '../../errors.js';
import type { Adapter, Core, Request, Responder } from '../../ports.js';
import type { Meters, Outcome } from './meters.js';

export interface Measuring {
  readonly meters: Meters;
  /** Epoch milliseconds, by the clock that stamps requests. */
  now(): number;
  /** Name of the command that a line means, one of a closed list. Never throws. */
  commandOf(line: string): string;
}

/** The same adapter, with what comes in and what goes out counted and timed. */
export function measuredAdapter(adapter: Adapter, measuring: Measuring): Adapter {
  const { platform } = adapter;
  const { meters } = measuring;

  const counted = async <T>(kind: string, attempt: number, sending: Promise<T>): Promise<T> => {
    try {
      const made = await sending;
      meters.post(platform, kind, attempt > 1 ? 'repeated' : 'sent');
      return made;
    } catch (error) {
      meters.post(platform, kind, error instanceof DeliveryError ? error.kind : 'failed');
      throw error;
    }
  };

  return {
    platform,
    start: (core) => adapter.start(measuredCore(core, platform, measuring)),
    stop: () => adapter.stop(),
    post: (channel, reply, options) => counted('post', options.attempt, adapter.post(channel, reply, options)),
    tell: (member, reply, options) => counted('tell', options.attempt, adapter.tell(member, reply, options)),
    edit: (message, reply) => counted('edit', 1, adapter.edit(message, reply)),
    pin: (message, on) => counted('pin', 1, adapter.pin(message, on)),
    channel: (typed, group) => adapter.channel(typed, group),
    preflight: (channel, options) => adapter.preflight(channel, options),
    ...(adapter.landed && { landed: adapter.landed.bind(adapter) }),
    ...(adapter.link && { link: adapter.link.bind(adapter) }),
  };
}

function measuredCore(core: Core, platform: string, { meters, now, commandOf }: Measuring): Core {
  /** Milliseconds since the event came; 0 where the clock was set back in between. */
  const since = ({ at }: Request) => Math.max(0, now() - at);

  return {
    suggest: (command, param, typed, request) => core.suggest(command, param, typed, request),
    form: (request) => core.form(request),
    left: (group) => core.left(group),
    async receive(request, responder) {
      let outcome: Outcome = 'late';
      const watched: Responder = {
        async acknowledge(audience) {
          const first = await responder.acknowledge(audience);
          outcome = 'repeated';
          meters.acknowledged(platform, since(request));
          return first;
        },
        async answer(reply, audience) {
          outcome = 'lost';
          const message = await responder.answer(reply, audience);
          outcome = reply.trouble ?? 'ok';
          meters.answered(platform, since(request));
          return message;
        },
      };
      await core.receive(request, watched);
      meters.interaction(platform, commandOf(request.line), outcome);
    },
  };
}
