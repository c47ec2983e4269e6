import type { Logger } from 'pino';
import { ListenError } from './listen-error.js';

export interface Stoppable {
  readonly log: Logger;
  /** Ends gracefully: nothing that was accepted is lost. */
  stop(): Promise<void>;
}

/** sysexits EX_CONFIG: a supervisor need not try again. */
const configurationExitCode = 78;

/** Ctrl-C reaches a whole group of processes, and a supervisor's own signal follows at once: one wish, not two. */
const sameWishMilliseconds = 500;

function failStart(error: unknown): never {
  const isConfig = error instanceof Error && error.name === 'ConfigError';
  const isTold = isConfig || error instanceof ListenError;
  const text = error instanceof Error ? (isTold ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(isConfig ? configurationExitCode : 1);
}

/**
 * Starts a process and stops it on SIGTERM or SIGINT: gracefully within the given time, at once on a second signal.
 * A promise that nobody handled ends the process, after a line in the log; one that is stopping already goes on with that, since
 * a connection that breaks meanwhile is no reason to leave work behind.
 */
export async function runUntilStopped(stopMilliseconds: number, start: () => Promise<Stoppable>): Promise<void> {
  const running = await start().catch(failStart);
  const { log } = running;
  let stoppingSince: number | undefined;
  const stop = async (exitCode: number): Promise<void> => {
    if (stoppingSince !== undefined) {
      if (performance.now() - stoppingSince > sameWishMilliseconds) process.exit(1);
      return;
    }
    stoppingSince = performance.now();
    log.info('stopping');
    setTimeout(() => {
      log.error('It did not stop in time');
      process.exit(1);
    }, stopMilliseconds).unref();
    try {
      await running.stop();
      log.info('stopped');
      process.exit(exitCode);
    } catch (error) {
      log.error({ error }, 'It did not stop cleanly');
      process.exit(1);
    }
  };
  process.on('SIGTERM', () => void stop(0));
  process.on('SIGINT', () => void stop(0));
  // A supervisor that is gone leaves nobody to stop us.
  process.on('disconnect', () => void stop(0));
  process.on('unhandledRejection', (error) => {
    log.fatal({ error }, 'A failure that nobody handled');
    if (stoppingSince === undefined) void stop(1);
  });
}
