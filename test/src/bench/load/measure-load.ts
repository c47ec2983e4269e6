import type { Run } from '../alternate.js';
import { readCpuMicroseconds } from '../processes/cpu-time.js';
import type { RunningProgram } from '../processes/start-program.js';
import type { LoadGenerator } from './load-generator.js';
import type { LoadOrder } from './load-order.js';

/** Loads a server and tells what it did: answers in a second, and its CPU time for each. */
export async function measureLoad(
  load: LoadGenerator,
  server: RunningProgram,
  order: Omit<LoadOrder, 'port'>,
): Promise<Run> {
  const before = readCpuMicroseconds(server.processId);
  const { completed, elapsedMilliseconds } = await load.run({ ...order, port: server.port });
  const after = readCpuMicroseconds(server.processId);
  return {
    perSecond: (completed * 1000) / elapsedMilliseconds,
    cpuMicrosecondsPerRequest: before === undefined || after === undefined ? undefined : (after - before) / completed,
  };
}
