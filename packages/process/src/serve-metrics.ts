import { toListenError } from './listen-error.js';
import { measureProcess } from './measure-process.js';
import { type MetricsServer, startMetricsServer } from './metrics.js';
import type { OpenProcess } from './open-process.js';

/** Serves /metrics of an opened process where the operator wants it; undefined when it is off. */
export async function serveMetrics(opened: OpenProcess): Promise<MetricsServer | undefined> {
  const { config, registry, metrics, redis, bell, context } = opened;
  if (config.metricsPort === null) return undefined;
  const { live, store, settings, now } = context;
  const place = { host: config.metricsHost, port: config.metricsPort };
  try {
    return await startMetricsServer({
      ...place,
      registry,
      measure: () => measureProcess({ metrics, redis, live, store, settings, bell, now }),
    });
  } catch (error) {
    throw toListenError(error as NodeJS.ErrnoException, { ...place, variable: 'OTPOST_METRICS_PORT' });
  }
}
