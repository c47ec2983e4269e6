import { afterEach, expect, test } from '@jest/globals';
import { Gauge } from 'prom-client';
import { createMetrics, type MetricsServer, startMetricsServer } from './metrics.js';

let server: MetricsServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function serve() {
  const { registry, metrics } = createMetrics();
  server = await startMetricsServer({ host: '127.0.0.1', port: 0, registry, measure: async () => {} });
  const url = `http://127.0.0.1:${server.port}`;
  return { registry, metrics, url };
}

test('GET /metrics answers in the format of Prometheus what was counted', async () => {
  const { metrics, url } = await serve();
  metrics.httpRequests.inc({ method: 'POST', route: '/v1/challenges', status: '201' });
  metrics.queueWait.observe({ channel: 'email' }, 0.02);
  metrics.recorderLag.set(7);
  const response = await fetch(`${url}/metrics`);
  const text = await response.text();
  expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  expect(text).toContain('otpost_http_requests_total{method="POST",route="/v1/challenges",status="201"} 1');
  expect(text).toContain('otpost_queue_wait_seconds_bucket{le="0.05",channel="email"} 1');
  expect(text).toContain('otpost_recorder_lag_events 7');
  expect(text).toContain('otpost_process_cpu_user_seconds_total');
});

test('anything else is not there', async () => {
  const { url } = await serve();
  for (const path of ['/', '/metrics/', '/livez', '/../metrics/x']) expect((await fetch(url + path)).status).toBe(404);
  expect((await fetch(`${url}/metrics`, { method: 'POST' })).status).toBe(404);
});

test('a collector that fails answers 500 without its error, and the server goes on', async () => {
  const { registry, url } = await serve();
  const broken = new Gauge({
    name: 'otpost_broken',
    help: 'fails',
    registers: [registry],
    collect: () => {
      throw new Error('holds a secret');
    },
  });
  const response = await fetch(`${url}/metrics`);
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain('secret');
  registry.removeSingleMetric('otpost_broken');
  expect(broken).toBeDefined();
  expect((await fetch(`${url}/metrics`)).status).toBe(200);
});

test('a port that is taken is an error', async () => {
  const { registry } = await serve();
  await expect(
    startMetricsServer({ host: '127.0.0.1', port: server!.port, registry, measure: async () => {} }),
  ).rejects.toThrow('EADDRINUSE');
});

test('two processes in one test do not share counts, and every metric has our prefix and a help text', async () => {
  const [one, two] = [createMetrics(), createMetrics()];
  one.metrics.sweeperRings.inc({ channel: 'sms' });
  expect(await two.registry.getSingleMetricAsString('otpost_sweeper_rings_total')).not.toContain('sms');
  const all = await one.registry.getMetricsAsJSON();
  expect(all.length).toBeGreaterThan(30);
  for (const { name, help } of all) {
    expect(name).toMatch(/^otpost_/);
    expect(help.length).toBeGreaterThan(5);
  }
});
