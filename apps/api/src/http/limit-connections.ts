import { readFileSync } from 'node:fs';
import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Kept for the connections to Redis and the store, for files and for a scrape of the metrics. */
const reservedDescriptors = 64;
const fewest = 16;
/** Beyond this part of all, an answered connection makes room for another. */
const crowdedShare = 0.75;

/** So many connections leave descriptors for all else that this process does; undefined where the system does not tell (outside Linux). */
export function mostConnections(): number | undefined {
  try {
    const [, limit] = /^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    return limit === undefined ? undefined : Math.max(fewest, Number(limit) - reservedDescriptors);
  } catch {
    return undefined;
  }
}

/** Takes no more connections than these; when there are nearly so many, none is kept open after its answer. */
export function limitConnections(server: Server, most: number, onRefused: () => void): void {
  let open = 0;
  server.maxConnections = most;
  server.on('drop', onRefused);
  server.on('connection', (socket: Socket) => {
    open += 1;
    socket.once('close', () => {
      open -= 1;
    });
  });
  server.prependListener('request', (_request: unknown, response: ServerResponse) => {
    if (open > most * crowdedShare) response.shouldKeepAlive = false;
  });
}
