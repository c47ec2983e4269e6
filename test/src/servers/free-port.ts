import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the ports that a system gives to connections, of which one could be given away before a server takes it. */
const lowest = 15_000;
const count = 15_000;

/** Each process goes its own way through them, and meets none twice. */
let next = randomInt(count);

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** A port that nobody listens on just now, and that this process has not given to another test. */
export async function freePort(): Promise<number> {
  for (;;) {
    next = (next + 1) % count;
    const port = lowest + next;
    if (await isFree(port)) return port;
  }
}
