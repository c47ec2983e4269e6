import { canLimitProcesses } from '../servers/limit-process.js';
import { attackCases } from './cases/attack-cases.js';
import { loadCases } from './cases/load-cases.js';
import { processCases } from './cases/process-cases.js';
import { providerCases } from './cases/provider-cases.js';
import { queueCases } from './cases/queue-cases.js';
import { redisCases } from './cases/redis-cases.js';
import { resourceCases } from './cases/resource-cases.js';
import { storeCases } from './cases/store-cases.js';
import type { ChaosCase } from './chaos-case.js';

/**
 * Every case, in the order in which they run. What Redis forgets is found minutes later, so that case is the first; between
 * two cases of providers stand others, so that breakers have closed again.
 */
export const chaosCases: readonly ChaosCase[] = [
  redisCases.redisEmptied,
  loadCases.loadSpike,
  providerCases.providerFails,
  processCases.rollingRestart,
  redisCases.redisKilled,
  providerCases.providerMute,
  queueCases.poisonJobs,
  redisCases.redisSlow,
  providerCases.providerGarbage,
  processCases.killedAtAcceptance,
  redisCases.redisReset,
  providerCases.providerBusy,
  queueCases.duplicateJobs,
  redisCases.redisFull,
  providerCases.providerRevoked,
  processCases.workerStopped,
  redisCases.redisDiskFull,
  redisCases.redisDropped,
  providerCases.providerNetwork,
  processCases.killedBeforeProvider,
  resourceCases.descriptorsExhausted,
  redisCases.redisHalfOpen,
  loadCases.workersReconnect,
  providerCases.providersDown,
  storeCases.storeLocked,
  storeCases.storeDiskFull,
  processCases.apiKilled,
  processCases.apiKilledAtBell,
  attackCases.parallelChecks,
];

/** Those that can run here. */
export function casesOfThisMachine(): readonly ChaosCase[] {
  return canLimitProcesses() ? chaosCases : chaosCases.filter(({ limitsProcesses }) => !limitsProcesses);
}
