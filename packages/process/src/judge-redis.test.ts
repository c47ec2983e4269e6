import { describe, expect, test } from '@jest/globals';
import { judgeRedis } from './judge-redis.js';
import type { RedisFacts } from './redis-facts.js';

const ours: RedisFacts = {
  version: '7.0.15',
  role: 'master',
  connectedReplicas: 0,
  isClusterNode: false,
  loading: false,
  aofEnabled: true,
  fsync: 'always',
  diskWritesWork: true,
  maxmemoryPolicy: 'noeviction',
  maxmemory: 1024 ** 3,
  usedMemory: 1,
};

function aspects(facts: Partial<RedisFacts>, acceptWeak = false, asCluster = false) {
  const { fatal, warnings } = judgeRedis({ ...ours, ...facts }, { acceptWeak, asCluster });
  return { fatal: fatal.map(({ aspect }) => aspect), warnings: warnings.map(({ aspect }) => aspect) };
}

test('a Redis set up as ours has no problem', () => {
  expect(aspects({})).toEqual({ fatal: [], warnings: [] });
});

describe('not ready', () => {
  test.each<[string, Partial<RedisFacts>, string]>([
    ['an old version', { version: '6.2.14' }, 'version'],
    ['a version that is not told', { version: 'unknown' }, 'version'],
    ['a replica', { role: 'replica' }, 'role'],
    ['a node of a cluster, spoken to as one Redis', { isClusterNode: true }, 'cluster'],
    ['a policy that evicts', { maxmemoryPolicy: 'allkeys-lru' }, 'policy'],
    ['a policy that evicts what expires', { maxmemoryPolicy: 'volatile-ttl' }, 'policy'],
    ['no append-only file', { aofEnabled: false }, 'persistence'],
    ['a disk that refuses the log', { diskWritesWork: false }, 'disk'],
  ])('%s', (_name, facts, aspect) => {
    expect(aspects(facts)).toEqual({ fatal: [aspect], warnings: [] });
  });

  test('all problems are told at once, each with a mend', () => {
    const { fatal } = judgeRedis(
      { ...ours, maxmemoryPolicy: 'allkeys-lru', aofEnabled: false },
      { acceptWeak: false, asCluster: false },
    );
    expect(fatal).toHaveLength(2);
    for (const { what, mend } of fatal) expect([what, mend].every((sentence) => sentence.length > 10)).toBe(true);
  });
});

describe('warned about', () => {
  test.each<[string, Partial<RedisFacts>, string]>([
    ['everysec', { fsync: 'everysec' }, 'persistence'],
    ['no fsync at all', { fsync: 'no' }, 'persistence'],
    ['a policy that is not told', { fsync: 'unknown' }, 'persistence'],
    ['no maxmemory', { maxmemory: 0 }, 'memory'],
    ['a memory so full that creates are refused', { maxmemory: 100, usedMemory: 76 }, 'memory'],
  ])('%s', (_name, facts, aspect) => {
    expect(aspects(facts)).toEqual({ fatal: [], warnings: [aspect] });
  });
});

describe('a managed Redis that the operator accepts', () => {
  test('may lack the append-only file, which is then a warning', () => {
    expect(aspects({ aofEnabled: false, fsync: 'unknown' }, true)).toEqual({ fatal: [], warnings: ['persistence'] });
  });

  test('is not told about its fsync', () => {
    expect(aspects({ fsync: 'unknown' }, true)).toEqual({ fatal: [], warnings: [] });
  });

  test('must still keep what it holds', () => {
    expect(aspects({ maxmemoryPolicy: 'allkeys-lru' }, true).fatal).toEqual(['policy']);
  });

  test('a newer major version is welcome', () => {
    expect(aspects({ version: '10.0.1' }).fatal).toEqual([]);
  });
});

describe('a master of a cluster', () => {
  test('has no problem when a replica stands by', () => {
    expect(aspects({ isClusterNode: true, connectedReplicas: 1 }, false, true)).toEqual({ fatal: [], warnings: [] });
  });

  test('without a replica is warned about', () => {
    expect(aspects({ isClusterNode: true }, false, true)).toEqual({ fatal: [], warnings: ['replicas'] });
  });
});
