import type { RedisAddress } from '@otpost/config/redis-address';
import { Cluster, type ClusterOptions, type RedisOptions } from 'ioredis';

type ClusterAddress = Extract<RedisAddress, { kind: 'cluster' }>;
/** Of the connection to each node. */
export type NodeOptions = Pick<
  RedisOptions,
  'connectTimeout' | 'commandTimeout' | 'socketTimeout' | 'keepAlive' | 'maxRetriesPerRequest'
>;

/** How soon a master that hangs, and so closes no connection, is known to be replaced. */
const slotsRefreshMilliseconds = 2000;
/** How long a node that was replaced, and may hang, has to close its connection before what waits there is given up. */
const farewellMilliseconds = 500;

const withoutLookup: ClusterOptions['dnsLookup'] = (host, found) => found(null, host);

function credentialsOf({
  username,
  password,
  tls,
}: ClusterAddress): Pick<RedisOptions, 'username' | 'password' | 'tls'> {
  return {
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(tls ? { tls: {} } : {}),
  };
}

/** A connection to every node of a cluster. Commands go to the master of their key; MOVED and ASK are followed. */
export function connectCluster(
  address: ClusterAddress,
  nodeOptions: NodeOptions,
  options: ClusterOptions,
  onError: (error: Error) => void,
): Cluster {
  const cluster = new Cluster([...address.nodes], {
    ...options,
    slotsRefreshInterval: slotsRefreshMilliseconds,
    // It asks one node without a time limit: when that hangs, it waits for ever. A cluster that is not well says CLUSTERDOWN.
    enableReadyCheck: false,
    redisOptions: {
      disconnectTimeout: farewellMilliseconds,
      ...nodeOptions,
      ...credentialsOf(address),
    },
    // Certificates name hosts, not addresses.
    ...(address.tls ? { dnsLookup: withoutLookup } : {}),
  });
  cluster.on('error', onError);
  cluster.on('node error', onError);
  return cluster;
}
