import { setTimeout as sleep } from 'node:timers/promises';
import { openDeliveryBell } from '@otpost/queue/delivery-bell';
import { deliverChannels, deliverQueue } from '@otpost/queue/job-catalogue';
import { Queue } from 'bullmq';
import { eventually } from '../../servers/eventually.js';
import type { CaseStage, ChaosCase } from '../chaos-case.js';

const megabyte = 1024 * 1024;
const poison: readonly unknown[] = [
  {},
  null,
  'text',
  { version: 99, kind: 'code' },
  { version: 1, kind: 'code', channel: 'email', id: 'x', send: 1, ring: 0 },
  { version: 1, kind: 'code', channel: 'email', id: 'x'.repeat(megabyte), send: 1, ring: 0 },
];

async function withQueues(stage: CaseStage, act: (queues: readonly Queue[]) => Promise<void>): Promise<void> {
  const queues = deliverChannels.map((channel) => {
    const { name, prefix } = deliverQueue(channel);
    return new Queue(name, { connection: stage.redis, prefix, skipVersionCheck: true });
  });
  try {
    await act(queues);
  } finally {
    await Promise.all(queues.map((queue) => queue.close()));
  }
}

const poisonJobs: ChaosCase = {
  name: 'poison-jobs',
  rows: ['M15'],
  what: 'jobs nobody can read among the others: no object, no version, an unknown one, a megabyte, broken JSON',
  run: (stage) =>
    withQueues(stage, async (queues) => {
      for (const queue of queues) {
        for (const data of poison) await queue.add('deliver', data);
        const { id } = await queue.add('deliver', {}, { delay: 500 });
        await stage.redis.hset(queue.toKey(id ?? ''), 'data', '{"version":');
      }
      await sleep(3000);
      await eventually('no poison is left', async () => {
        const counts = await Promise.all(queues.map((queue) => queue.getJobCounts('delayed', 'failed', 'active')));
        return counts.every(({ failed }) => (failed ?? 0) === 0);
      });
    }),
};

const doubleRings = [901, 902, 903];

const duplicateJobs: ChaosCase = {
  name: 'duplicate-jobs',
  rows: ['M16'],
  what: 'every job three times more, before and after it was done',
  run: async ({ redis, begun }) => {
    const bell = openDeliveryBell(redis, () => undefined);
    try {
      for (let round = 0; round < 40; round += 1) {
        await sleep(100);
        const rings = begun
          .slice(-10)
          .flatMap((id) =>
            deliverChannels.flatMap((channel) =>
              doubleRings.map((ring) => ({ id, kind: 'code' as const, channel, send: 1, ring: ring + 10 * round })),
            ),
          );
        await Promise.all(rings.map((ring) => bell.ring(ring, { priority: 1, delayMilliseconds: 0 })));
      }
    } finally {
      await bell.close();
    }
  },
};

export const queueCases = { poisonJobs, duplicateJobs };
