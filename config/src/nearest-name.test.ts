import { expect, test } from '@jest/globals';
import { nearestName } from './nearest-name.js';

const names = ['OTPOST_PORT', 'OTPOST_HOST', 'OTPOST_PUBLIC_URL'];

test.each([
  ['OTPOST_PROT', 'OTPOST_PORT'],
  ['OTPOST_PUBLICURL', 'OTPOST_PUBLIC_URL'],
  ['OTPOST_PUBLIC_URLS', 'OTPOST_PUBLIC_URL'],
  ['OTPOST_HOTS', 'OTPOST_HOST'],
])('%s was meant as %s', (typed, meant) => {
  expect(nearestName(typed, names)).toBe(meant);
});

test('nothing is guessed when nothing is near', () => {
  expect(nearestName('OTPOST_BREAKFAST', names)).toBeUndefined();
});
