import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** For tests: a port on which nothing listened a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
