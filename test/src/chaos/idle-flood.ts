import { connect, type Socket } from 'node:net';

export interface IdleFlood {
  /** Connections that were made and ended again by the other side. */
  refused(): number;
  end(): void;
}

const againMilliseconds = 20;

/** Keeps so many connections to a port of this machine open that say nothing, and makes each anew that is closed. */
export function startIdleFlood(port: number, count: number): IdleFlood {
  const sockets = new Set<Socket>();
  let isOver = false;
  let refused = 0;
  const open = (): void => {
    if (isOver) return;
    const socket = connect(port, '127.0.0.1');
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('end', () => socket.destroy());
    socket.resume();
    socket.once('close', () => {
      sockets.delete(socket);
      refused += 1;
      setTimeout(open, againMilliseconds);
    });
  };
  for (let made = 0; made < count; made += 1) open();
  return {
    refused: () => refused,
    end: () => {
      isOver = true;
      for (const socket of sockets) socket.destroy();
    },
  };
}
