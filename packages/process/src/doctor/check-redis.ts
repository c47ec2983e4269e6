import type { Clock } from '@otpost/core/clock';
import { Redis } from 'ioredis';
import { within } from '../deadline.js';
import { judgeRedis, type RedisAspect, type RedisTerms } from '../judge-redis.js';
import { type RedisFacts, readRedisFacts } from '../redis-facts.js';
import { checkClock } from './check-clock.js';
import { bad, type CheckName, type Finding, good, reasonOf } from './finding.js';
import { hideCredentials } from './hide-credentials.js';

const answerMilliseconds = 5000;
const unreachableMend =
  'Start Redis (with appendfsync always it ends itself on a full disk: see its log), or correct REDIS_URL';

const checkOfAspect: Record<RedisAspect, CheckName> = {
  version: 'redis',
  role: 'redis',
  policy: 'redis-policy',
  persistence: 'redis-persistence',
  disk: 'redis-disk',
  memory: 'redis-memory',
};

function whenWell(facts: RedisFacts): Finding[] {
  return [
    good('redis', `Redis ${facts.version} answers`),
    good('redis-policy', `maxmemory-policy ${facts.maxmemoryPolicy}`),
    good('redis-persistence', `appendonly ${facts.aofEnabled ? `yes, appendfsync ${facts.fsync}` : 'no, as accepted'}`),
    good('redis-disk', 'Redis can write its disk'),
    good('redis-memory', `maxmemory ${facts.maxmemory} bytes, ${facts.usedMemory} in use`),
  ];
}

function judge(facts: RedisFacts, terms: RedisTerms): Finding[] {
  const { fatal, warnings } = judgeRedis(facts, terms);
  const problems = [...fatal, ...warnings].filter(({ aspect }) => aspect !== 'persistence' || !terms.acceptWeak);
  const findings = problems.map(({ aspect, what, mend }) => bad(checkOfAspect[aspect], what, mend));
  const named = new Set(findings.map(({ check }) => check));
  return [...whenWell(facts).filter(({ check }) => !named.has(check)), ...findings];
}

/** Whether Redis answers, is set so that nothing is lost, and has our time. Opens a connection of its own and closes it. */
export async function checkRedis(
  url: string,
  terms: RedisTerms,
  now: Clock,
  waitMilliseconds = answerMilliseconds,
): Promise<Finding[]> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  let connectionError: unknown;
  redis.on('error', (error: unknown) => {
    connectionError = error;
  });
  try {
    await within(waitMilliseconds, redis.connect());
    const facts = await within(waitMilliseconds, readRedisFacts(redis));
    return [...judge(facts, terms), await within(waitMilliseconds, checkClock(redis, now))];
  } catch (error) {
    const what = `Redis at ${hideCredentials(url)} does not answer: ${reasonOf(connectionError ?? error)}`;
    return [bad('redis', what, unreachableMend)];
  } finally {
    redis.disconnect();
  }
}
