import { describe, expect, test } from '@jest/globals';
import { judgeRedis } from './judge-redis.js';
import type { RedisFacts } from './redis-facts.js';

const ours: RedisFacts = {
  version: '7.0.15',
  role: 'master',
  connectedReplicas: 0,
  loading: false,
  aofEnabled: true,
  fsync: 'always',
  diskWritesWork: true,
  maxmemoryPolicy: 'noeviction',
  maxmemory: 1024 ** 3,
  usedMemory: 1,
};

function aspects(facts: Partial<RedisFacts>, acceptWeak = false) {
  const { fatal, warnings } = judgeRedis({ ...ours, ...facts }, { acceptWeak });
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
    ['a policy that evicts', { maxmemoryPolicy: 'allkeys-lru' }, 'policy'],
    ['a policy that evicts what expires', { maxmemoryPolicy: 'volatile-ttl' }, 'policy'],
    ['no append-only file', { aofEnabled: false }, 'persistence'],
    ['a disk that refuses the log', { diskWritesWork: false }, 'disk'],
  ])('%s', (_name, facts, aspect) => {
    expect(aspects(facts)).toEqual({ fatal: [aspect], warnings: [] });
  });

  test('all problems are told at once, each with a mend', () => {
    const { fatal } = judgeRedis({ ...ours, maxmemoryPolicy: 'allkeys-lru', aofEnabled: false }, { acceptWeak: false });
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
