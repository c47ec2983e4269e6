import type { Redis } from 'ioredis';

const replicas = 1;
/** A replica that is slower than this is as good as away: the answer is given all the same, as the operator's guide says. */
const patienceMilliseconds = 100;

interface Waits {
  running: Promise<unknown> | undefined;
  next: Promise<unknown> | undefined;
}

/**
 * Gives a function that waits until a replica has all that was written on this connection before. WAIT holds up the whole
 * connection, so there is one at a time, and one stands for all who came before it: a replica that hangs costs each of them
 * two waits at most, and not one wait for each of them.
 */
export function createSharedWait(): (node: Redis) => Promise<unknown> {
  const waits = new WeakMap<Redis, Waits>();

  const start = (node: Redis, own: Waits): Promise<unknown> => {
    own.next = undefined;
    own.running = node.wait(replicas, patienceMilliseconds).finally(() => {
      own.running = undefined;
    });
    return own.running;
  };

  return (node) => {
    const own = waits.get(node) ?? { running: undefined, next: undefined };
    waits.set(node, own);
    // The writes whose answers come in the same turn of the event loop share the first one as well.
    const turn = own.running?.catch(() => undefined) ?? new Promise((resolve) => setImmediate(resolve));
    own.next ??= turn.then(() => start(node, own));
    return own.next;
  };
}
