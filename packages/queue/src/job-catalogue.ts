import type { ParsedJob } from '@otpost/core/queue-port';
import type { Channel } from '@otpost/core/records';
import { z } from 'zod';

/**
 * Version of the job's shape. It rises when a field changes its meaning, and the reader of the version before then stays for one
 * release, so that old and new processes run side by side. A new field alone raises nothing: who does not know it leaves it out.
 */
export const deliverJobVersion = 1;

/** Ids only: neither a code nor an address is ever in a job, whose data stand readable in Redis. */
const deliverJobSchema = z.object({
  version: z.int().min(1).max(deliverJobVersion, `must be at most ${deliverJobVersion}`),
  kind: z.enum(['code', 'notice', 'test'], 'must be code, notice or test'),
  channel: z.enum(['email', 'sms'], 'must be email or sms'),
  id: z.string('must be an id').max(64, 'must be an id'),
  send: z.int('must be a whole number').min(1, 'must be at least 1'),
  ring: z.int('must be a whole number').min(0, 'must be at least 0'),
});

export type DeliverJob = z.infer<typeof deliverJobSchema>;

/** Undefined for what no worker of this version can read. */
export function parseDeliverJob(data: unknown): DeliverJob | undefined {
  return deliverJobSchema.safeParse(data).data;
}

/** As an admin mends it: which job it is, without what only the queue knows. */
const mendedJobSchema = deliverJobSchema.extend({
  version: deliverJobSchema.shape.version.default(deliverJobVersion),
  ring: deliverJobSchema.shape.ring.default(0),
});

/** The same for one that was mended by hand, with what is wrong in the field where it is. */
export function parseMendedJob(data: unknown): ParsedJob {
  const { data: job, error } = mendedJobSchema.safeParse(data);
  const faults = error?.issues.map(({ path, message }) => ({ field: path.map(String).join('.'), message })) ?? [];
  return { ring: job, faults };
}

const newerJobSchema = z.object({
  version: z
    .int()
    .min(deliverJobVersion + 1)
    .max(deliverJobVersion + 1),
});

/** Made by a process of the next release, in the middle of an upgrade: a worker of that release reads it. */
export function isNewerJob(data: unknown): boolean {
  return newerJobSchema.safeParse(data).success;
}

export const deliverChannels: readonly Channel[] = ['email', 'sms'];

export interface QueuePlace {
  readonly name: string;
  /** A hash tag of its own: all keys of one queue are on one node of a cluster, and queues spread over nodes. */
  readonly prefix: string;
}

export function deliverQueue(channel: Channel): QueuePlace {
  return { name: `deliver-${channel}`, prefix: `{otpost-deliver-${channel}}` };
}

/** Nothing is kept: the challenge is the truth, and a kept id would swallow the next ring. */
export const deliverJobOptions = { removeOnComplete: true, removeOnFail: true, attempts: 1 } as const;

/**
 * A code has minutes to live, so a dead worker's job is taken again within seconds (BullMQ's own 30 s and 30 s are too
 * slow) and is never failed for being stalled.
 */
export const deliverConsumerSettings = {
  lockDuration: 8000,
  stalledInterval: 2000,
  maxStalledCount: 1_000_000,
  // After a cluster that was away as a whole; its own 15 s are longer than a code may take.
  runRetryDelay: 1000,
  // Nor is a wait for jobs longer that went down with its master, and that the driver repeats without anybody who listens.
  drainDelay: 2,
} as const;
