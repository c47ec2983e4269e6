import type { Socket } from 'node:net';

/** Enough to share a system call, and few enough that Redis works on them while this process writes the next: measured. */
const mostWrites = 8;

/**
 * Sends what is written in one turn of the event loop in few goes: a system call costs this process and Redis more than a
 * command does. Nothing is kept longer than the turn; what a broken connection has not sent fails as it does without this.
 */
export function gatherWrites(socket: Pick<Socket, 'write' | 'cork' | 'uncork'>): void {
  const write = socket.write.bind(socket) as (...chunk: readonly unknown[]) => boolean;
  let gathering = false;
  let gathered = 0;
  const send = (): void => {
    gathering = false;
    gathered = 0;
    socket.uncork();
  };
  socket.write = (...chunk: readonly unknown[]): boolean => {
    if (!gathering) {
      gathering = true;
      socket.cork();
      setImmediate(send);
    }
    const isTaken = write(...chunk);
    gathered += 1;
    if (gathered === mostWrites) {
      gathered = 0;
      socket.uncork();
      socket.cork();
    }
    return isTaken;
  };
}
