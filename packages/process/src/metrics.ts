import { createServer, type Server, type ServerResponse } from 'node:http';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { metricCatalogue } from './metric-catalogue.js';

/** A registry of its own (never the global one) with our metrics and those of the Node process. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'otpost_' });
  return { registry, metrics: metricCatalogue(registry) };
}

export interface MetricsServerOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly registry: Registry;
  /** Brings the gauges up to date before each scrape. */
  readonly measure: () => Promise<void>;
}

export interface MetricsServer {
  readonly port: number;
  close(): Promise<void>;
}

function answer(response: ServerResponse, status: number, contentType: string, body: string): void {
  response.writeHead(status, { 'content-type': contentType }).end(body);
}

async function answerMetrics({ registry, measure }: MetricsServerOptions, response: ServerResponse): Promise<void> {
  try {
    await measure();
    answer(response, 200, registry.contentType, await registry.metrics());
  } catch {
    // A collector that fails must not end the process, and its error may hold anything.
    answer(response, 500, 'text/plain', 'The metrics could not be collected\n');
  }
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    // For good: once it listens, a connection that cannot be taken must not end the process.
    server.on('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** Serves GET /metrics and nothing else. Rejects when the port is taken. */
export async function startMetricsServer(options: MetricsServerOptions): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    if (request.method === 'GET' && request.url?.split('?')[0] === '/metrics') void answerMetrics(options, response);
    else answer(response, 404, 'text/plain', 'Only GET /metrics is here\n');
  });
  return {
    port: await listen(server, options.host, options.port),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
