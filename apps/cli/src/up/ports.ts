import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { CommandError } from '../command.js';

export interface Ports {
  readonly api: number;
  readonly inbox: number;
  readonly inboxSmtp: number;
  readonly redis: number;
  readonly example: number;
  /** One for each API process. */
  readonly apiMetrics: readonly number[];
  /** One for each worker process. */
  readonly workerMetrics: readonly number[];
}

/** Metrics are far from the rest, so that a second `up` ten ports further meets none of them. */
const metricsDistances = [20_000, -20_000, 10_000, -10_000];
const metricsRoom = 100;
const lowestPort = 1024;
const highestPort = 65_535;
/** Those from here on Linux gives to connections, of which one could have it before a process listens there, or comes again. */
const firstOfConnections = 32_768;

/** Listens for a moment on each loopback address, since `localhost` may mean either; gives the port, or undefined. */
async function tryPort(port: number, host: string): Promise<number | undefined> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  } catch (error) {
    // A machine without IPv6 has no ::1 that could be taken.
    return (error as NodeJS.ErrnoException).code === 'EADDRNOTAVAIL' ? port : undefined;
  } finally {
    server.close();
  }
}

async function isFree(port: number): Promise<boolean> {
  const found = [await tryPort(port, '127.0.0.1'), await tryPort(port, '::1')];
  return found.every((found) => found !== undefined);
}

async function freeOrAnother(port: number): Promise<number> {
  if (port <= highestPort && (await isFree(port))) return port;
  const another = await tryPort(0, '127.0.0.1');
  if (another === undefined) throw new CommandError('This machine has no free port left.');
  return another;
}

function range(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => from + index);
}

function metricsFrom(api: number): number {
  const candidates = metricsDistances.map((distance) => api + distance);
  const safe = candidates.find((port) => port >= lowestPort && port + metricsRoom <= firstOfConnections);
  const [above = api, below = api] = candidates;
  return safe ?? (above + metricsRoom <= highestPort ? above : below);
}

/** The API gets the port that was asked for, or the start fails; what is taken of the others gives way to any free port. */
export async function choosePorts(api: number, apis: number, workers: number): Promise<Ports> {
  if (!(await isFree(api))) {
    throw new CommandError(
      `Port ${api} is taken by another program. Choose another one, for example: ./otpost up --port ${api + 100}`,
    );
  }
  const metrics = metricsFrom(api);
  return {
    api,
    inbox: await freeOrAnother(api + 1),
    inboxSmtp: await freeOrAnother(api + 2),
    redis: await freeOrAnother(api + 3),
    example: await freeOrAnother(api + 4),
    apiMetrics: await Promise.all(range(metrics + 10, apis).map(freeOrAnother)),
    workerMetrics: await Promise.all(range(metrics + 50, workers).map(freeOrAnother)),
  };
}
