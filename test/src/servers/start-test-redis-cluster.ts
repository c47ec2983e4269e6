import { Redis } from 'ioredis';
import { eventually } from './eventually.js';
import { freePort } from './free-port.js';
import { startTestRedis, type TestRedis } from './start-test-redis.js';

const slotCount = 16_384;
const masterCount = 3;
const okMilliseconds = 30_000;

/** A real Redis Cluster that belongs to one test: three masters, and a replica of each. */
export interface TestRedisCluster {
  /** `redis+cluster://`, with two of the nodes. */
  readonly url: string;
  /** The masters of the beginning, and after them their replicas, in the same order. */
  readonly nodes: readonly TestRedis[];
  /** Those that are masters just now, as the living ones see it. */
  masters(): Promise<TestRedis[]>;
  /** The one that has this key. */
  masterOf(key: string): Promise<TestRedis>;
  /** Every replica takes over from its master, as an operator does it before an upgrade. */
  replaceMasters(): Promise<void>;
  /** Resolves when every slot has a living master and every master as many replicas, all in step. */
  untilWhole(): Promise<void>;
  /** Ends all and removes their data. */
  stop(): Promise<void>;
}

export interface TestRedisClusterOptions {
  /** How long a node may be silent before it is replaced. */
  readonly nodeTimeoutMilliseconds?: number;
  /** As on the command line, for all nodes. */
  readonly settings?: readonly string[];
}

/** One command on a connection of its own. */
async function tell(node: TestRedis, ...[name, ...words]: readonly [string, ...(string | number)[]]): Promise<string> {
  const redis = new Redis(node.url, { retryStrategy: () => null, commandTimeout: 2000 });
  redis.on('error', () => undefined);
  try {
    return String(await redis.call(name, ...words));
  } finally {
    redis.disconnect();
  }
}

const asked = (node: TestRedis, ...command: readonly [string, ...(string | number)[]]): Promise<string> =>
  tell(node, ...command).catch(() => '');

/** Joins fresh nodes by commands: much faster than `redis-cli --cluster create`. */
async function join(nodes: readonly TestRedis[], busPorts: readonly number[]): Promise<void> {
  const [first, ...others] = nodes;
  if (!first) throw new Error('There is no node');
  const share = Math.ceil(slotCount / masterCount);
  for (const [index, node] of nodes.entries()) {
    await tell(node, 'CLUSTER', 'SET-CONFIG-EPOCH', index + 1);
    if (index >= masterCount) continue;
    const last = Math.min(slotCount, share * (index + 1)) - 1;
    await tell(node, 'CLUSTER', 'ADDSLOTSRANGE', share * index, last);
  }
  for (const [index, node] of others.entries()) {
    await tell(first, 'CLUSTER', 'MEET', '127.0.0.1', node.port, busPorts[index + 1] ?? 0);
  }
  const ids = await Promise.all(nodes.map((node) => tell(node, 'CLUSTER', 'MYID')));
  for (const [index, node] of nodes.entries()) {
    if (index < masterCount) continue;
    // Refused until the node has heard of its master.
    await eventually('the replica follows', async () =>
      tell(node, 'CLUSTER', 'REPLICATE', ids[index - masterCount] ?? '').catch(() => false as const),
    );
  }
}

async function isMasterInStep(node: TestRedis): Promise<boolean> {
  const info = await asked(node, 'INFO', 'replication');
  return info.includes('role:master') && /slave0:.*state=online/.test(info);
}

export async function startTestRedisCluster(options: TestRedisClusterOptions = {}): Promise<TestRedisCluster> {
  const { nodeTimeoutMilliseconds = 2000, settings = [] } = options;
  const busPorts = await Promise.all(Array.from({ length: 2 * masterCount }, () => freePort()));
  const cluster = (port: number) =>
    [
      '--cluster-enabled yes --cluster-config-file nodes.conf',
      `--cluster-port ${port} --cluster-node-timeout ${nodeTimeoutMilliseconds} --cluster-replica-validity-factor 0`,
      '--repl-diskless-sync-delay 0',
    ].flatMap((words) => words.split(' '));
  const nodes = await Promise.all(
    busPorts.map((port) => startTestRedis({ settings: [...cluster(port), ...settings] })),
  );
  const masters = async (): Promise<TestRedis[]> => {
    const roles = await Promise.all(nodes.map((node) => asked(node, 'INFO', 'replication')));
    return nodes.filter((_, index) => roles[index]?.includes('role:master'));
  };
  const isWhole = async (): Promise<boolean> => {
    const states = await Promise.all(nodes.map((node) => asked(node, 'CLUSTER', 'INFO')));
    if (!states.every((state) => state.includes('cluster_state:ok'))) return false;
    const found = await masters();
    const inStep = await Promise.all(found.map(isMasterInStep));
    return found.length === masterCount && inStep.every(Boolean);
  };
  const own: TestRedisCluster = {
    url: `redis+cluster://${[nodes[0], nodes[masterCount]].map((node) => `127.0.0.1:${node?.port}`).join(',')}`,
    nodes,
    masters,
    masterOf: async (key) => {
      const found = await masters();
      // The others answer with MOVED.
      const answers = await Promise.all(found.map((node) => asked(node, 'EXISTS', key)));
      const master = found.find((_, index) => answers[index] !== '');
      if (!master) throw new Error(`No master has ${key}`);
      return master;
    },
    replaceMasters: async () => {
      const old = await masters();
      for (const replica of nodes.filter((one) => !old.includes(one))) {
        await eventually('the replica takes over', async () => {
          await asked(replica, 'CLUSTER', 'FAILOVER');
          return (await masters()).includes(replica);
        });
        await own.untilWhole();
      }
    },
    untilWhole: async () => {
      await eventually('the cluster is whole', isWhole, okMilliseconds);
    },
    stop: async () => {
      await Promise.all(nodes.map((node) => node.stop()));
    },
  };
  try {
    await join(nodes, busPorts);
    await own.untilWhole();
  } catch (error) {
    await own.stop();
    throw error;
  }
  return own;
}
