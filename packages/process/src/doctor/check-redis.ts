import type { Clock } from '@otpost/core/clock';
import { mastersOf, nodeName } from '@otpost/live/connection/redis-nodes';
import type { RedisConnection } from '@otpost/live/connection/run-script';
import type { Redis } from 'ioredis';
import { connectRedisOnce } from '../connect-redis.js';
import { within } from '../deadline.js';
import { judgeRedis, type RedisAspect, type RedisTerms } from '../judge-redis.js';
import { type RedisFacts, readRedisFacts } from '../redis-facts.js';
import { checkClock } from './check-clock.js';
import { bad, type CheckName, type Finding, good, reasonOf } from './finding.js';
import { type FoundOnServer, findingsOfServers } from './findings-of-servers.js';
import { hideCredentials } from './hide-credentials.js';

const answerMilliseconds = 5000;
const unreachableMend =
  'Start Redis (with appendfsync always it ends itself on a full disk: see its log), or correct REDIS_URL';

const checkOfAspect: Record<RedisAspect, CheckName> = {
  version: 'redis',
  role: 'redis',
  cluster: 'redis',
  replicas: 'redis-replicas',
  policy: 'redis-policy',
  persistence: 'redis-persistence',
  disk: 'redis-disk',
  memory: 'redis-memory',
};

const mebibytes = (bytes: number): number => Math.round(bytes / 1024 / 1024);

function whenWell(facts: RedisFacts, { asCluster }: RedisTerms): Finding[] {
  return [
    good('redis', `Redis ${facts.version} answers`),
    good('redis-policy', `maxmemory-policy ${facts.maxmemoryPolicy}`),
    good('redis-persistence', `appendonly ${facts.aofEnabled ? `yes, appendfsync ${facts.fsync}` : 'no, as accepted'}`),
    good('redis-disk', 'Redis can write its disk'),
    good('redis-memory', `${mebibytes(facts.usedMemory)} MiB of ${mebibytes(facts.maxmemory)} MiB are in use`),
    ...(asCluster ? [good('redis-replicas', `replicas that stand by: ${facts.connectedReplicas}`)] : []),
  ];
}

function judge(facts: RedisFacts, terms: RedisTerms): Finding[] {
  const { fatal, warnings } = judgeRedis(facts, terms);
  const problems = [...fatal, ...warnings].filter(({ aspect }) => aspect !== 'persistence' || !terms.acceptWeak);
  const findings = problems.map(({ aspect, what, mend }) => bad(checkOfAspect[aspect], what, mend));
  const named = new Set(findings.map(({ check }) => check));
  return [...whenWell(facts, terms).filter(({ check }) => !named.has(check)), ...findings];
}

interface Look {
  readonly acceptWeak: boolean;
  readonly now: Clock;
  readonly waitMilliseconds: number;
}

async function lookAt(redis: RedisConnection, node: Redis, look: Look): Promise<FoundOnServer> {
  const name = nodeName(redis, node);
  const { acceptWeak, now, waitMilliseconds } = look;
  try {
    const facts = await within(waitMilliseconds, readRedisFacts(node));
    const clock = await within(waitMilliseconds, checkClock(node, now));
    return { name, findings: [...judge(facts, { acceptWeak, asCluster: name !== '' }), clock] };
  } catch (error) {
    if (name === '') throw error;
    return { name, findings: [bad('redis', `This master does not answer: ${reasonOf(error)}`, unreachableMend)] };
  }
}

/**
 * Whether Redis answers, is set so that nothing is lost, and has our time; of a cluster every master. Opens connections of its
 * own and closes them.
 */
export async function checkRedis(
  url: string,
  { acceptWeak }: Pick<RedisTerms, 'acceptWeak'>,
  now: Clock,
  waitMilliseconds = answerMilliseconds,
): Promise<Finding[]> {
  let connectionError: unknown;
  const redis = connectRedisOnce(url, (error) => {
    connectionError = error;
  });
  try {
    await within(waitMilliseconds, redis.connect());
    const look = { acceptWeak, now, waitMilliseconds };
    return findingsOfServers(await Promise.all(mastersOf(redis).map((node) => lookAt(redis, node, look))));
  } catch (error) {
    const what = `Redis at ${hideCredentials(url)} does not answer: ${reasonOf(connectionError ?? error)}`;
    return [bad('redis', what, unreachableMend)];
  } finally {
    redis.disconnect();
  }
}
