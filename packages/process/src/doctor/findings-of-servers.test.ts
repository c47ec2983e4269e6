import { expect, test } from '@jest/globals';
import { bad, good } from './finding.js';
import { findingsOfServers } from './findings-of-servers.js';

test('the only server needs no name', () => {
  const findings = [good('redis', 'It answers'), bad('redis-policy', 'It evicts', 'Do not')];
  expect(findingsOfServers([{ name: '', findings }])).toEqual(findings);
});

test('of several, a trouble is told with its server, and what is well once for all', () => {
  const found = findingsOfServers([
    {
      name: 'one:1',
      findings: [good('redis', 'It answers'), good('redis-memory', '1 of 9'), good('clock', 'On time')],
    },
    {
      name: 'two:2',
      findings: [good('redis', 'It answers'), good('redis-memory', '2 of 9'), bad('clock', 'Late', 'NTP')],
    },
    { name: 'three:3', findings: [bad('redis', 'It does not answer', 'Start it')] },
  ]);
  expect(found).toEqual([
    good('redis-memory', '2 masters: 1 of 9; 2 of 9'),
    bad('clock', 'two:2: Late', 'NTP'),
    bad('redis', 'three:3: It does not answer', 'Start it'),
  ]);
});
