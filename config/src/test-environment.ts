/** A MongoDB that the tests may use: they make databases of their own there, and drop them. */
export function testMongoUrl(): string | undefined {
  return process.env.OTPOST_TEST_MONGODB_URL;
}

/** Replays a chaos run: what it prints as its seed. Undefined: a new one each time. */
export function testChaosSeed(): number | undefined {
  const text = process.env.OTPOST_TEST_CHAOS_SEED;
  return text === undefined ? undefined : Number(text);
}

/** A Redis Cluster on which the suites of the live state run, instead of a Redis of their own. */
export function testRedisClusterUrl(): string | undefined {
  return process.env.OTPOST_TEST_REDIS_CLUSTER_URL;
}

/** Every page in every look, instead of each width and each theme once: twice the time, and pictures for people. */
export function testAllLooks(): boolean {
  return process.env.OTPOST_TEST_ALL_LOOKS === '1';
}

/** Which of the processes of Jest this is, from 1; alone it is the first. */
export function testWorker(): number {
  return Number(process.env.JEST_WORKER_ID ?? '1');
}
