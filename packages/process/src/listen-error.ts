/** Why a process cannot listen, for who runs it. Its message names the variable that sets the place. */
export class ListenError extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'ListenError';
  }
}

interface Place {
  readonly host: string;
  readonly port: number;
  /** What sets the port: `OTPOST_PORT`. */
  readonly variable: string;
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken by another process: each on one machine needs a port of its own',
  EACCES: 'is for root only: choose a port above 1023',
};

/** What the system said when it was asked to listen, as a sentence that tells what to change. */
export function toListenError(error: NodeJS.ErrnoException, { host, port, variable }: Place): ListenError {
  const reason = reasons[error.code ?? ''];
  const address = `${variable.replace('PORT', 'HOST')} must be an address of this machine`;
  return new ListenError(
    `${variable}: ${host}:${port} ${reason ?? `cannot be used, ${error.message}: ${address}`}`,
    error,
  );
}
