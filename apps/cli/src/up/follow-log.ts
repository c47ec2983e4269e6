import { closeSync, openSync, readSync, statSync } from 'node:fs';

const lookEveryMilliseconds = 50;
const chunkBytes = 64 * 1024;

export interface LogFollower {
  /** Reads what is left and stops. */
  close(): void;
}

/** Calls `onLine` for every whole line that is written to the file from now on. */
export function followLog(path: string, onLine: (line: string) => void): LogFollower {
  const file = openSync(path, 'r');
  const chunk = Buffer.alloc(chunkBytes);
  let position = statSync(path).size;
  let rest = Buffer.alloc(0);

  const readOn = (): void => {
    for (;;) {
      const length = readSync(file, chunk, 0, chunkBytes, position);
      if (length === 0) return;
      position += length;
      const bytes = Buffer.concat([rest, chunk.subarray(0, length)]);
      const end = bytes.lastIndexOf('\n') + 1;
      rest = Buffer.from(bytes.subarray(end));
      for (const line of bytes.subarray(0, end).toString('utf8').split('\n')) if (line !== '') onLine(line);
    }
  };
  const timer = setInterval(readOn, lookEveryMilliseconds);
  return {
    close() {
      clearInterval(timer);
      readOn();
      closeSync(file);
    },
  };
}

/** The last lines of a log, for the one who asks why a process died. */
export function lastLines(path: string, count: number): string {
  const size = statSync(path).size;
  const file = openSync(path, 'r');
  const tail = Buffer.alloc(Math.min(size, chunkBytes));
  readSync(file, tail, 0, tail.length, size - tail.length);
  closeSync(file);
  return tail.toString('utf8').trimEnd().split('\n').slice(-count).join('\n');
}
