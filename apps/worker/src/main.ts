import { readProcessConfig } from '@otpost/config/operator-config';
import { openProcess } from '@otpost/process/open-process';
import { runUntilStopped } from '@otpost/process/run-until-stopped';
import { serveMetrics } from '@otpost/process/serve-metrics';
import { loadProviders } from '@otpost/providers/load-providers';
import { startWorker } from './start-worker.js';

/** Kubernetes kills after 30 s: what is under way has a little less. */
const stopMilliseconds = 25_000;

await runUntilStopped(stopMilliseconds, async () => {
  const config = readProcessConfig();
  const opened = await openProcess({ name: 'worker', config, patience: 'worker' });
  const registry = await loadProviders(config.providers, process.cwd());
  // First what may be refused: a process that cannot start takes no delivery.
  const metricsServer = await serveMetrics(opened);
  const worker = startWorker(opened, registry);
  opened.log.info({ metricsPort: metricsServer?.port }, 'ready');
  return {
    log: opened.log,
    stop: async () => {
      await worker.stop();
      await metricsServer?.close();
      await opened.close();
    },
  };
});
