import { startHelper } from '../processes/start-helper.js';
import type { LoadOrder, LoadReply, LoadReport } from './load-order.js';

export interface LoadGenerator {
  /** Rejects when a request was not answered as it should be. */
  run(order: LoadOrder): Promise<LoadReport>;
  readonly stop: () => Promise<void>;
}

/** A load generator in a process of its own. */
export function startLoadGenerator(): LoadGenerator {
  const helper = startHelper<LoadOrder, LoadReply>('load/main');
  return {
    run: async (order) => {
      const reply = await helper.ask(order);
      if ('failure' in reply) throw new Error(`The load failed. ${reply.failure}`);
      return reply.report;
    },
    stop: helper.stop,
  };
}
