import { fullShare } from '@otpost/live/watch-server';
import type { Problem } from './problem.js';
import type { RedisFacts } from './redis-facts.js';

export type RedisAspect = 'version' | 'role' | 'cluster' | 'replicas' | 'policy' | 'persistence' | 'disk' | 'memory';

export interface RedisProblem extends Problem {
  readonly aspect: RedisAspect;
}

export interface RedisJudgement {
  /** With one of these a process is not ready. */
  readonly fatal: readonly RedisProblem[];
  readonly warnings: readonly RedisProblem[];
}

export interface RedisTerms {
  /** The operator accepts a managed Redis without append-only file. */
  readonly acceptWeak: boolean;
  /** Whether it is spoken to as to a part of a cluster. */
  readonly asCluster: boolean;
}

/** The first version whose scripts can say that they run on a full Redis (`#!lua flags=allow-oom`). */
const leastVersion = '7.0';
const acceptHint = 'or accept the loss with OTPOST_ACCEPT_WEAK_REDIS=true';

function versionProblem({ version }: RedisFacts): RedisProblem | undefined {
  if (Number.parseInt(version, 10) >= Number.parseInt(leastVersion, 10)) return undefined;
  return {
    aspect: 'version',
    what: `Redis is version ${version}, and its scripts need ${leastVersion} or newer`,
    mend: `Use Redis ${leastVersion} or newer`,
  };
}

function roleProblem({ role }: RedisFacts): RedisProblem | undefined {
  if (role === 'master') return undefined;
  return { aspect: 'role', what: 'Redis is a replica and takes no writes', mend: 'Point REDIS_URL at the primary' };
}

function clusterProblem({ isClusterNode }: RedisFacts, asCluster: boolean): RedisProblem | undefined {
  if (asCluster || !isClusterNode) return undefined;
  return {
    aspect: 'cluster',
    what: 'Redis is a node of a cluster and has only a part of the keys',
    mend: 'Begin REDIS_URL with redis+cluster:// (with TLS rediss+cluster://); one node is enough, several are better',
  };
}

function replicasProblem({ connectedReplicas }: RedisFacts, asCluster: boolean): RedisProblem | undefined {
  if (!asCluster || connectedReplicas > 0) return undefined;
  return {
    aspect: 'replicas',
    what: 'A master of the cluster has no replica: while it is down, Otpost is down',
    mend: 'Give every master a replica (redis-cli --cluster add-node ... --cluster-slave), or start the one that is down',
  };
}

/** BullMQ and we both lose keys without a word under any other policy; there is no accepting it. */
function policyProblem({ maxmemoryPolicy }: RedisFacts): RedisProblem | undefined {
  if (maxmemoryPolicy === 'noeviction') return undefined;
  return {
    aspect: 'policy',
    what: `Redis has maxmemory-policy ${maxmemoryPolicy}: when it is full it throws away challenges, limits and jobs`,
    mend: 'Set maxmemory-policy noeviction, as config/redis.conf does',
  };
}

function diskProblem({ diskWritesWork }: RedisFacts): RedisProblem | undefined {
  if (diskWritesWork) return undefined;
  return {
    aspect: 'disk',
    what: 'Redis cannot write its append-only file and refuses writes (MISCONF)',
    mend: 'Free space on the disk of Redis, or repair it; Redis goes on by itself',
  };
}

function appendOnlyProblem({ aofEnabled }: RedisFacts): RedisProblem | undefined {
  if (aofEnabled) return undefined;
  return {
    aspect: 'persistence',
    what: 'Redis has no append-only file: when it dies, accepted challenges are lost',
    mend: `Set appendonly yes and appendfsync always, as config/redis.conf does, ${acceptHint}`,
  };
}

const fsyncLoss = {
  everysec: 'Redis has appendfsync everysec: when it dies, up to 2 s of accepted challenges can be lost',
  no: 'Redis has appendfsync no: when its machine dies, half a minute of accepted challenges can be lost',
  unknown: 'Redis does not tell its appendfsync: anything but "always" can lose accepted challenges',
};

function fsyncProblem({ aofEnabled, fsync }: RedisFacts): RedisProblem | undefined {
  if (!aofEnabled || fsync === 'always') return undefined;
  return {
    aspect: 'persistence',
    what: fsyncLoss[fsync],
    mend: `Set appendfsync always, as config/redis.conf does, ${acceptHint}`,
  };
}

function memoryProblem({ maxmemory, usedMemory }: RedisFacts): RedisProblem | undefined {
  if (maxmemory > 0 && usedMemory / maxmemory > fullShare) {
    return {
      aspect: 'memory',
      what: `Redis uses ${Math.round((100 * usedMemory) / maxmemory)} % of its maxmemory: creates and resends answer 503`,
      mend: 'Raise maxmemory, or find out what fills it: see "Redis full" in docs/operations/runbooks.md',
    };
  }
  if (maxmemory > 0) return undefined;
  return {
    aspect: 'memory',
    what: 'Redis has no maxmemory: the machine can run out of memory before Otpost refuses new challenges',
    mend: 'Set maxmemory to about half of the memory of the machine',
  };
}

function found(problems: readonly (RedisProblem | undefined)[]): RedisProblem[] {
  return problems.filter((problem) => problem !== undefined);
}

/** Whether Otpost can keep its promises on this Redis (SECURITY G1, G2). */
export function judgeRedis(facts: RedisFacts, { acceptWeak, asCluster }: RedisTerms): RedisJudgement {
  const appendOnly = found([appendOnlyProblem(facts)]);
  return {
    fatal: [
      ...found([
        versionProblem(facts),
        roleProblem(facts),
        clusterProblem(facts, asCluster),
        policyProblem(facts),
        diskProblem(facts),
      ]),
      ...(acceptWeak ? [] : appendOnly),
    ],
    warnings: [
      ...(acceptWeak ? appendOnly : []),
      ...found([acceptWeak ? undefined : fsyncProblem(facts), memoryProblem(facts), replicasProblem(facts, asCluster)]),
    ],
  };
}
