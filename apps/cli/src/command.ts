export interface CommandOption {
  readonly type: 'string' | 'boolean';
  /** What stands for the value in the help: `DIR`. */
  readonly value?: string;
  readonly description: string;
}

export interface CommandInput {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | true>>;
}

export interface Command {
  /** What follows the name of the command: `[pattern]`, `api|worker`. Options are added by the help. */
  readonly usage: string;
  /** Sentences under the usage. */
  readonly description: string;
  readonly options: Readonly<Record<string, CommandOption>>;
  readonly examples: readonly string[];
  /** True: words that are no flags go to `run`. Without it such a word is a usage error. */
  readonly takesWords?: boolean;
  /** True: everything after the name goes to `run` as positionals, unread. */
  readonly takesEverything?: boolean;
  /** Gives the exit code. A CommandError is printed as one sentence; any other error is a fault of ours. */
  run(input: CommandInput): Promise<number>;
}

/** Something that the person at the terminal can mend. */
export class CommandError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.name = 'CommandError';
    this.exitCode = exitCode;
  }
}

/** Wrong words on the command line; exit code 2, as is the custom. */
export function usageError(message: string): CommandError {
  return new CommandError(message, 2);
}
