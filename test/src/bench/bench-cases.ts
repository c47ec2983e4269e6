import type { BenchCase } from './bench-case.js';
import { checkCase } from './cases/check.js';
import { deliverCase } from './cases/deliver.js';
import { growthCase } from './cases/growth.js';
import { issueCase } from './cases/issue.js';
import { latencyCase } from './cases/latency.js';
import { memoryCase } from './cases/memory.js';
import { totpCase } from './cases/totp.js';

/** Every case, in the order in which they run. */
export const benchCases: readonly BenchCase[] = [
  issueCase,
  checkCase,
  deliverCase,
  totpCase,
  growthCase,
  memoryCase,
  latencyCase,
];
