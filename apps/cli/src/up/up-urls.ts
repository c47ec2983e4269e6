import type { DevFile } from './dev-file.js';
import type { Ports } from './ports.js';

type Urls = Pick<DevFile, 'apiUrl' | 'consoleUrl' | 'docsUrl' | 'inboxUrl' | 'metricsUrls'>;

/** Browsers refuse passkeys on 127.0.0.1, so what a person opens says `localhost`. */
export function upUrls(ports: Ports): Urls {
  const page = (port: number): string => `http://localhost:${port}`;
  const metrics = (port: number): string => `http://127.0.0.1:${port}/metrics`;
  return {
    apiUrl: page(ports.api),
    consoleUrl: `${page(ports.api)}/console`,
    docsUrl: `${page(ports.api)}/docs`,
    inboxUrl: page(ports.inbox),
    metricsUrls: { api: ports.apiMetrics.map(metrics), workers: ports.workerMetrics.map(metrics) },
  };
}
