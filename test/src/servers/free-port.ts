import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { testWorker } from '@otpost/config/test-environment';

/** Below the ports that a system gives to connections, of which one could be given away before a server takes it. */
const lowest = 15_000;
const lanes = 8;
const laneWidth = 1875;

/** Suites that run at once go different ways: a port whose server is down for a moment is not taken by another suite. */
const first = lowest + (testWorker() % lanes) * laneWidth;
let next = randomInt(laneWidth);

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** A port that nobody listens on just now, and that this suite has not given away before. */
export async function freePort(): Promise<number> {
  for (;;) {
    next = (next + 1) % laneWidth;
    const port = first + next;
    if (await isFree(port)) return port;
  }
}
