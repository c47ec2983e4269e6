import { readProcessConfig } from '@otpost/config/operator-config';
import { openProcess } from '@otpost/process/open-process';
import { runUntilStopped } from '@otpost/process/run-until-stopped';
import { loadProviders } from '@otpost/providers/load-providers';
import { startApi } from './start-api.js';

/** Ten seconds for the requests under way, and a little for closing. */
const stopMilliseconds = 13_000;

await runUntilStopped(stopMilliseconds, async () => {
  const config = readProcessConfig();
  const opened = await openProcess({ name: 'api', config, patience: 'request' });
  const registry = await loadProviders(config.providers, process.cwd());
  const environment = { now: Date.now, allowPrivateAddresses: config.allowPrivateWebhooks };
  const api = await startApi(opened, { environment, get: (kind) => registry.get(kind), list: () => registry.list() });
  opened.log.info({ port: api.port, metricsPort: api.metricsPort }, 'ready');
  return {
    log: opened.log,
    stop: async () => {
      await api.stop();
      await opened.close();
    },
  };
});
