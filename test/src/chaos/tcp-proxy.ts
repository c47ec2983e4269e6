import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * What a bad network does, to connections that live and to new ones:
 * - `delayMilliseconds`: every byte is late, in both directions;
 * - `drop`: bytes vanish. Once mended, a connection that lost some is reset at its next word, since TCP never shows a gap;
 * - `reset`: connections are reset, new ones as soon as they are made;
 * - `half-open`: connections are taken and nothing is ever answered. Those made by then stay mute when it is mended, as
 *   when the other side was switched off: only who asks and gives up finds out.
 */
export type NetworkFault = 'none' | 'drop' | 'reset' | 'half-open' | { readonly delayMilliseconds: number };

/** Sees all bytes as they come, and says whether they go on. */
export type ProxyWatch = (from: 'client' | 'server', bytes: Buffer) => 'pass' | 'lose';

export interface TcpProxy {
  readonly port: number;
  setFault(fault: NetworkFault): void;
  setWatch(watch: ProxyWatch | undefined): void;
  /** Connections that are open now, mute ones too. */
  connectionCount(): number;
  /** Connections that were ever made. */
  takenCount(): number;
  close(): Promise<void>;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket | undefined;
  /** Nothing passes any more. */
  mute: boolean;
  /** Some bytes are missing. */
  torn: boolean;
}

const socketsOf = ({ client, server }: Pair): Socket[] => (server ? [client, server] : [client]);
/** One that has said its last word cannot be reset: the system refuses, and Node would keep it for ever. */
const resetSocket = (socket: Socket): Socket => (socket.writableEnded ? socket.destroy() : socket.resetAndDestroy());
const resetPair = (pair: Pair): void => socketsOf(pair).forEach(resetSocket);

/** Passes bytes on in their order, each as late as the fault says when it comes. */
function carry(pair: Pair, from: Socket, to: Socket, meet: (bytes: Buffer) => NetworkFault): void {
  let tail = Promise.resolve();
  const pass = (bytes: Buffer, delayMilliseconds: number): void => {
    const due = performance.now() + delayMilliseconds;
    const write = async (): Promise<void> => {
      const left = due - performance.now();
      if (left > 0) await sleep(left);
      if (!pair.mute && !to.destroyed) to.write(bytes);
    };
    tail = tail.then(write);
  };
  from.on('data', (bytes: Buffer) => {
    if (pair.mute) return;
    const now = meet(bytes);
    if (now === 'drop') pair.torn = true;
    else if (pair.torn) resetPair(pair);
    else pass(bytes, typeof now === 'object' ? now.delayMilliseconds : 0);
  });
  from.on('end', () => void tail.then(() => pair.mute || to.end()));
}

/** A real TCP proxy on a free loopback port, in front of a port of this machine, that can be told to misbehave. */
export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const pairs = new Set<Pair>();
  let fault: NetworkFault = 'none';
  let watch: ProxyWatch | undefined;
  let taken = 0;
  const meet = (side: 'client' | 'server', bytes: Buffer): NetworkFault =>
    watch?.(side, bytes) === 'lose' ? 'drop' : fault;
  const accept = (client: Socket): void => {
    taken += 1;
    client.on('error', () => undefined);
    if (fault === 'reset') {
      client.resetAndDestroy();
      return;
    }
    const isMute = fault === 'half-open';
    const server = isMute ? undefined : connect(targetPort, '127.0.0.1');
    const pair: Pair = { client, server, mute: isMute, torn: false };
    pairs.add(pair);
    for (const socket of socketsOf(pair)) {
      socket.setNoDelay(true);
      socket.on('error', () => resetPair(pair));
      socket.on('close', () => {
        if (!pair.mute || socket === client) socketsOf(pair).forEach((each) => each.destroy());
        if (client.destroyed) pairs.delete(pair);
      });
    }
    if (!server) {
      client.resume();
      return;
    }
    carry(pair, client, server, (bytes) => meet('client', bytes));
    carry(pair, server, client, (bytes) => meet('server', bytes));
  };
  const listener = createServer({ allowHalfOpen: true }, accept);
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  return {
    port: (listener.address() as AddressInfo).port,
    setFault: (next) => {
      fault = next;
      if (fault === 'reset') [...pairs].forEach(resetPair);
      if (fault === 'half-open') for (const pair of pairs) pair.mute = true;
    },
    setWatch: (next) => {
      watch = next;
    },
    connectionCount: () => pairs.size,
    takenCount: () => taken,
    close: () =>
      new Promise((resolve) => {
        listener.close(() => resolve());
        for (const pair of pairs) socketsOf(pair).forEach((socket) => socket.destroy());
      }),
  };
}
