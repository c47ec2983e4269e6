import { describe, expect, test } from '@jest/globals';
import { type ChallengeStatus, challengeStates, mayChallengeMove } from './challenge-states.js';

const statuses = Object.keys(challengeStates) as ChallengeStatus[];
const allowed = new Set([
  'pending approved',
  'pending canceled',
  'pending expired',
  'pending max_checks_reached',
  'pending undeliverable',
]);

describe('challenge states', () => {
  for (const from of statuses) {
    for (const to of statuses) {
      const expected = allowed.has(`${from} ${to}`);
      test(`${from} -> ${to} is ${expected ? 'allowed' : 'forbidden'}`, () => {
        expect(mayChallengeMove(from, to)).toBe(expected);
      });
    }
  }
});
