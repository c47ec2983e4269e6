import { type DestinationStream, destination } from 'pino';

/** A turn that says more is written in parts. */
const mostHeldCharacters = 65_536;

export interface LogOutput extends DestinationStream {
  /** Writes what is held at once; for the end of a process. */
  flushSync(): void;
}

/**
 * Writes the lines of one turn of the event loop in one go, since a system call costs more than a line does. A process that
 * ends by itself loses none; one that is killed loses the lines of that turn.
 */
export function openLogOutput(file: number): LogOutput {
  const output = destination({ dest: file, sync: true });
  let held = '';
  const flushSync = (): void => {
    const lines = held;
    held = '';
    if (lines !== '') output.write(lines);
  };
  process.once('exit', flushSync);
  return {
    flushSync,
    write: (line) => {
      if (held === '') setImmediate(flushSync);
      held += line;
      if (held.length > mostHeldCharacters) flushSync();
    },
  };
}
