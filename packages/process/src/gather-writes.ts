import type { Socket } from 'node:net';

/**
 * Sends all that is written in one turn of the event loop in one go: a system call costs this process and Redis more than a
 * command does. Nothing is kept longer than the turn; what a broken connection has not sent fails as it does without this.
 */
export function gatherWrites(socket: Pick<Socket, 'write' | 'cork' | 'uncork'>): void {
  const write = socket.write.bind(socket) as (...chunk: readonly unknown[]) => boolean;
  let gathering = false;
  const send = (): void => {
    gathering = false;
    socket.uncork();
  };
  socket.write = (...chunk: readonly unknown[]): boolean => {
    if (!gathering) {
      gathering = true;
      socket.cork();
      setImmediate(send);
    }
    return write(...chunk);
  };
}
