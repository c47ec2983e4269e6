import { type DestinationStream, destination } from 'pino';

/** A turn that says more is written in parts; the least that the writer below takes as its bound. */
const heldCharacters = 8192;

export interface LogOutput extends DestinationStream {
  /** Writes what is held at once; for the end of a process. */
  flushSync(): void;
}

/**
 * Writes the lines of one turn of the event loop in one go, since a system call costs more than a line does. A process that
 * ends by itself loses none; one that is killed loses the lines of that turn.
 */
export function openLogOutput(file: number): LogOutput {
  const output = destination({ dest: file, sync: true, minLength: heldCharacters });
  let holding = false;
  const send = (): void => {
    holding = false;
    output.flush();
  };
  const flushSync = (): void => output.flushSync();
  process.once('exit', flushSync);
  return {
    flushSync,
    write: (line) => {
      output.write(line);
      if (holding) return;
      holding = true;
      setImmediate(send);
    },
  };
}
