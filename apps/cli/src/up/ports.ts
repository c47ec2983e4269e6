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
const metricsDistance = 20_000;
const highestPort = 65_535;

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

/** The API gets the port that was asked for, or the start fails; what is taken of the others gives way to any free port. */
export async function choosePorts(api: number, apis: number, workers: number): Promise<Ports> {
  if (!(await isFree(api))) {
    throw new CommandError(
      `Port ${api} is taken by another program. Choose another one, for example: ./otpost up --port ${api + 100}`,
    );
  }
  const metrics = api + metricsDistance + 100 > highestPort ? api - metricsDistance : api + metricsDistance;
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
