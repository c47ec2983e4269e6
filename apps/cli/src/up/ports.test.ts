import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { freePort } from '@otpost/test/servers/free-port';
import { choosePorts } from './ports.js';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function occupy(port: number, host = '127.0.0.1'): Promise<number> {
  const server = createServer();
  servers.push(server);
  server.listen(port, host);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** A port whose three neighbours are free, too. */
async function freeNeighbourhood(): Promise<number> {
  const port = await freePort();
  const { inbox, inboxSmtp, redis } = await choosePorts(port, 1, 1);
  return inbox === port + 1 && inboxSmtp === port + 2 && redis === port + 3 ? port : freeNeighbourhood();
}

test('the ports stand beside the one that was asked for, those of metrics far from them', async () => {
  const api = await freeNeighbourhood();
  const ports = await choosePorts(api, 2, 3);
  expect(ports).toMatchObject({ api, inbox: api + 1, inboxSmtp: api + 2, redis: api + 3 });
  const all = [ports.api, ports.inbox, ports.inboxSmtp, ports.redis, ...ports.apiMetrics, ...ports.workerMetrics];
  expect(new Set(all).size).toBe(9);
  for (const port of [...ports.apiMetrics, ...ports.workerMetrics]) {
    expect(Math.abs(port - api)).toBeGreaterThan(1000);
    // Nor where the system gives ports to connections.
    expect(port).toBeLessThan(32_768);
  }
});

test.each(['127.0.0.1', '0.0.0.0'])('a port that is taken on %s is said to be, with a way out', async (host) => {
  const taken = await occupy(0, host);
  await expect(choosePorts(taken, 1, 1)).rejects.toThrow(`Port ${taken} is taken by another program`);
  await expect(choosePorts(taken, 1, 1)).rejects.toThrow(`--port ${taken + 100}`);
});

test('a neighbour that is taken gives way to any free port', async () => {
  const api = await freeNeighbourhood();
  await occupy(api + 1);
  const { inbox } = await choosePorts(api, 1, 1);
  expect(inbox).not.toBe(api + 1);
  await occupy(inbox);
});
