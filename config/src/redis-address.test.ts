import { expect, test } from '@jest/globals';
import { parseRedisUrl } from './redis-address.js';

const open = { tls: false, username: undefined, password: undefined };

test.each([
  [
    'redis+cluster://one:7001,two:7002,three',
    [
      ['one', 7001],
      ['two', 7002],
      ['three', 6379],
    ],
    open,
  ],
  ['rediss+cluster://clustercfg.example.com:6380/', [['clustercfg.example.com', 6380]], { ...open, tls: true }],
  [
    'redis+cluster://user:p%40ss:w@rd@one,two',
    [
      ['one', 6379],
      ['two', 6379],
    ],
    { ...open, username: 'user', password: 'p@ss:w@rd' },
  ],
  ['redis+cluster://:word@10.0.0.1:1', [['10.0.0.1', 1]], { ...open, password: 'word' }],
  [
    'redis+cluster://[::1]:7001,[::2]',
    [
      ['::1', 7001],
      ['::2', 6379],
    ],
    open,
  ],
] as const)('%s is a cluster', (text, nodes, rest) => {
  expect(parseRedisUrl(text)).toEqual({
    kind: 'cluster',
    nodes: nodes.map(([host, port]) => ({ host, port })),
    ...rest,
  });
});

test.each(['redis://127.0.0.1:6379', 'rediss://user:word@redis.example.com:6380/1'])('%s is one Redis', (text) => {
  expect(parseRedisUrl(text)).toEqual({ kind: 'single', url: text });
});

test.each([
  'redis://one:7001,two:7002',
  'redis+cluster://',
  'redis+cluster://one,',
  'redis+cluster://one:port',
  'redis+cluster://one/2',
  'redis+cluster://one?family=6',
  'redis+cluster://word@one',
  'redis+sentinel://one',
])('%s is refused', (text) => {
  expect(parseRedisUrl(text)).toBeUndefined();
});
