import type { LoadOrder, LoadReply } from './load-order.js';
import { runLoad } from './run-load.js';

/** The load generator: takes one order after another from the bench, and ends with it. */

async function work(order: LoadOrder): Promise<LoadReply> {
  try {
    return { report: await runLoad(order) };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

process.on('message', (order) => {
  void work(order as LoadOrder).then((reply) => process.send?.(reply));
});
process.on('disconnect', () => process.exit());
