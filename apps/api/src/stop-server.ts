import type { Server } from 'node:http';

const idleLookMilliseconds = 50;
const longestRequestMilliseconds = 10_000;

/** Takes no new connections, ends idle ones at once, and gives requests under way ten seconds. */
export async function stopServer(server: Server, patienceMilliseconds = longestRequestMilliseconds): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection falls idle when its request is answered, and would then stay open for the keep-alive time.
  const idle = setInterval(() => server.closeIdleConnections(), idleLookMilliseconds);
  const patience = setTimeout(() => server.closeAllConnections(), patienceMilliseconds);
  await closed;
  clearInterval(idle);
  clearTimeout(patience);
}
