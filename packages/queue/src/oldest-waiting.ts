import type { Queue } from 'bullmq';
import type { Cluster, Redis } from 'ioredis';

/** So many priorities are looked at, from the last to be served: more at once would hold up Redis. */
const mostPriorities = 2000;

/**
 * KEYS: prioritized, wait. BullMQ's score is the priority, then a number that only rises while anybody waits; so the first of each
 * priority has waited the longest of its own, and the lowest of their numbers the longest of all.
 */
const script = `#!lua flags=no-writes
local STEP = 4294967296
local oldest, lowest
local above = '+inf'
for _ = 1, tonumber(ARGV[1]) do
  local last = redis.call('ZREVRANGEBYSCORE', KEYS[1], above, '-inf', 'WITHSCORES', 'LIMIT', 0, 1)
  if not last[1] then break end
  local floor = math.floor(tonumber(last[2]) / STEP) * STEP
  local first = redis.call('ZRANGEBYSCORE', KEYS[1], string.format('%.0f', floor), '+inf', 'WITHSCORES', 'LIMIT', 0, 1)
  local number = tonumber(first[2]) % STEP
  if not lowest or number < lowest then oldest, lowest = first[1], number end
  above = string.format('(%.0f', floor)
end
return { oldest or '', redis.call('LINDEX', KEYS[2], -1) or '', redis.call('LINDEX', KEYS[2], 0) or '' }
`;

/** Since when a job may be taken, or was last put off; undefined for one that was taken a moment ago. */
async function waitsSince(queue: Queue, id: string): Promise<number | undefined> {
  const job = await queue.getJob(id);
  return job && Math.max(job.timestamp + (job.opts.delay ?? 0), job.processedOn ?? 0);
}

/**
 * Since when the job waits that has waited the longest, in milliseconds since 1970; undefined when none waits. Not the next one to
 * be taken: that one may be of an application that has just come, while a burst waits behind it.
 */
export async function oldestWaitingAt(connection: Redis | Cluster, queue: Queue): Promise<number | undefined> {
  const keys = [queue.toKey('prioritized'), queue.toKey('wait')];
  const ids = (await connection.eval(script, keys.length, ...keys, mostPriorities)) as readonly string[];
  const found = await Promise.all([...new Set(ids)].filter((id) => id !== '').map((id) => waitsSince(queue, id)));
  const times = found.filter((time) => time !== undefined);
  return times.length === 0 ? undefined : Math.min(...times);
}
