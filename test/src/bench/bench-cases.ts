import type { BenchCase } from './bench-case.js';
import { backlogCase } from './cases/backlog.js';
import { checkCase } from './cases/check.js';
import { deliverCase } from './cases/deliver.js';
import { fairnessCase } from './cases/fairness.js';
import { growthCase } from './cases/growth.js';
import { issueCase } from './cases/issue.js';
import { latencyCase } from './cases/latency.js';
import { memoryCase } from './cases/memory.js';
import { overviewCase } from './cases/overview.js';
import { scaleCase } from './cases/scale.js';
import { totpCase } from './cases/totp.js';

/** Every case, in the order in which they run. */
export const benchCases: readonly BenchCase[] = [
  issueCase,
  checkCase,
  deliverCase,
  totpCase,
  scaleCase,
  backlogCase,
  fairnessCase,
  growthCase,
  memoryCase,
  latencyCase,
  overviewCase,
];
