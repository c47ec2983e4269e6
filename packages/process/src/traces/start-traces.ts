import type { TracesConfig } from '@otpost/config/operator-config';
import type { RandomBytes } from '@otpost/core/clock';
import type { Logger } from 'pino';
import type { OpenTraces } from './open-traces.js';

/** Traces of a process, where the operator named a collector. Without one not even the code for them is read. */
export async function startTraces(
  processName: string,
  config: TracesConfig | null,
  randomBytes: RandomBytes,
  log: Logger,
): Promise<OpenTraces | null> {
  if (!config) return null;
  const { openTraces } = await import('./open-traces.js');
  return openTraces({
    ...config,
    processName,
    now: Date.now,
    monotonic: () => performance.now(),
    randomBytes,
    watcher: {
      failed: (error) => log.warn({ error }, 'Traces do not reach the collector, and are lost until they do'),
      worksAgain: () => log.info('Traces reach the collector again'),
    },
  });
}
