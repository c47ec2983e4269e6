import { unavailable } from '@otpost/core/errors';
import type { Ring } from '@otpost/core/live-port';
import type { DeliveryBell, RingOptions } from '@otpost/core/queue-port';
import type { Channel } from '@otpost/core/records';
import { Queue } from 'bullmq';
import type { Cluster, Redis } from 'ioredis';
import {
  type DeliverJob,
  deliverChannels,
  deliverJobOptions,
  deliverJobVersion,
  deliverQueue,
  parseMendedJob,
} from './job-catalogue.js';
import { oldestWaitingAt } from './oldest-waiting.js';

/** BullMQ's own bound for a priority. */
const highestPriority = 2_097_151;

/** What one sees of the queue of a channel from outside. */
export interface QueueLook {
  /** Jobs that any worker may take now. */
  readonly waiting: number;
  /** Jobs that wait for the time of their next try. */
  readonly waitingForTry: number;
  /** Workers that take from it; undefined where Redis does not tell, as some managed ones. */
  readonly workers: number | undefined;
}

export interface OpenDeliveryBell extends DeliveryBell {
  look(channel: Channel): Promise<QueueLook>;
  close(): Promise<void>;
}

/** A job id holds no colon, by BullMQ's rule, and names its ring, so that one still kept swallows no later one. */
function jobId(ring: Ring): string {
  return `${ring.id}-${ring.send}-${ring.ring}`;
}

function jobData(ring: Ring): DeliverJob {
  const { kind, channel, id, send } = ring;
  return { version: deliverJobVersion, kind, channel, id, send, ring: ring.ring };
}

function jobOptions(ring: Ring, options: RingOptions) {
  return {
    ...deliverJobOptions,
    jobId: jobId(ring),
    priority: Math.min(highestPriority, Math.max(1, options.priority)),
    ...(options.delayMilliseconds > 0 ? { delay: options.delayMilliseconds } : {}),
  };
}

const heldStates: ReadonlySet<string> = new Set(['waiting', 'prioritized', 'delayed', 'active']);

/** A job that waits or is under way. One of which nothing but its data is left would swallow every ring of its name. */
async function isHeld(queue: Queue, id: string): Promise<boolean> {
  if (heldStates.has(await queue.getJobState(id))) return true;
  await queue.remove(id);
  return false;
}

/** By the names that BullMQ gives their connections. Undefined where Redis does not list connections, or lets nobody see them. */
async function countWorkers(queue: Queue): Promise<number | undefined> {
  try {
    const workers = await queue.getWorkers();
    return workers.every(({ addr }) => addr) ? workers.length : undefined;
  } catch {
    return undefined;
  }
}

/** Looking at a queue fails for no reason but that Redis does not answer. */
async function looked<Seen>(look: Promise<Seen>): Promise<Seen> {
  try {
    return await look;
  } catch (error) {
    throw unavailable('redis', 'The queues are not available', error);
  }
}

/** Rings on a connection that fails fast: commands time out and none is kept back while Redis is away. */
export function openDeliveryBell(connection: Redis | Cluster, onError: (error: Error) => void): OpenDeliveryBell {
  const queues = new Map<Channel, Queue>();
  for (const channel of deliverChannels) {
    const { name, prefix } = deliverQueue(channel);
    const queue = new Queue(name, { connection, prefix, skipVersionCheck: true, skipWaitingForReady: true });
    queue.on('error', onError);
    queues.set(channel, queue);
  }
  const queueOf = (channel: Channel): Queue => {
    const queue = queues.get(channel);
    if (!queue) throw new Error(`There is no queue for ${channel}`);
    return queue;
  };
  return {
    ring: async (ring, options) => {
      await queueOf(ring.channel).add('deliver', jobData(ring), jobOptions(ring, options));
    },
    parse: parseMendedJob,
    unheldOf: async (rings) => {
      const held = await Promise.all(rings.map((ring) => isHeld(queueOf(ring.channel), jobId(ring))));
      return rings.filter((_, index) => !held[index]);
    },
    waiting: async (channel) => {
      const counts = await looked(queueOf(channel).getJobCounts('waiting', 'prioritized', 'delayed'));
      return Object.values(counts).reduce((sum, count) => sum + count, 0);
    },
    look: async (channel) => {
      const queue = queueOf(channel);
      const counts = await looked(queue.getJobCounts('waiting', 'prioritized', 'delayed'));
      const { waiting = 0, prioritized = 0, delayed = 0 } = counts;
      const workers = await countWorkers(queue);
      return { waiting: waiting + prioritized, waitingForTry: delayed, workers };
    },
    workers: (channel) => countWorkers(queueOf(channel)),
    oldestWaitingAt: (channel) => looked(oldestWaitingAt(connection, queueOf(channel))),
    close: async () => {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}
