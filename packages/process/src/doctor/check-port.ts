import { createServer } from 'node:net';
import { bad, type Finding, good, reasonOf } from './finding.js';

export interface PortToCheck {
  readonly check: 'port' | 'metrics-port';
  /** The variable that sets it. */
  readonly variable: string;
  readonly host: string;
  readonly port: number;
}

/** Whether what holds the port is Otpost itself, which is no fault. */
export type IsOurs = (host: string, port: number) => Promise<boolean>;

function tryToListen(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve()));
  });
}

async function isHeldByUs(isOurs: IsOurs, host: string, port: number): Promise<boolean> {
  try {
    return await isOurs(host, port);
  } catch {
    // What does not answer in our way is not ours.
    return false;
  }
}

/** Whether the process could listen there, by really listening for a moment. */
export async function checkPort({ check, variable, host, port }: PortToCheck, isOurs: IsOurs): Promise<Finding> {
  const place = `${host}:${port}`;
  try {
    await tryToListen(host, port);
    return good(check, port === 0 ? 'Otpost chooses any free port' : `${place} is free`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      if (await isHeldByUs(isOurs, host, port)) return good(check, `Otpost already listens on ${place}`);
      const mend = `Stop the program that holds it (find it with: ss -ltnp), or choose another port by ${variable}`;
      return bad(check, `The port ${place} is taken`, mend);
    }
    if (code === 'EACCES') {
      return bad(check, `The port ${place} is for root only`, `Choose a port above 1023 by ${variable}`);
    }
    const mend = `Use an address of this machine, 127.0.0.1 or 0.0.0.0, by ${variable.replace('PORT', 'HOST')}`;
    return bad(check, `Otpost cannot listen on ${place}: ${reasonOf(error)}`, mend);
  }
}
