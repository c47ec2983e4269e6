import { setTimeout as sleep } from 'node:timers/promises';
import type { ChaosCase } from '../chaos-case.js';

const attackMilliseconds = 6000;

const parallelChecks: ChaosCase = {
  name: 'parallel-checks',
  rows: ['M37'],
  what: 'for each challenge thirty right checks at once, or right, wrong, resend and cancel at once, over all APIs',
  load: { plans: ['crowd', 'race', 'race'] },
  run: () => sleep(attackMilliseconds),
};

export const attackCases = { parallelChecks };
