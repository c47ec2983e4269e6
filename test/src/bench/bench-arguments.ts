import { parseArgs } from 'node:util';

export interface BenchArguments {
  /** In the order of the whole set, each once. */
  readonly caseNames: readonly string[];
  readonly json: boolean;
  readonly rounds: number;
}

/** Five, so that one bad moment of the machine does not move a median. */
const usualRounds = 5;
const mostRounds = 100;

/** Words that are no bench; the message says what would be one. */
export class BenchUsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BenchUsageError';
  }
}

function parseWords(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: { json: { type: 'boolean', default: false }, rounds: { type: 'string' } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new BenchUsageError(error instanceof Error ? error.message : String(error));
  }
}

function parseRounds(text: string | undefined): number {
  if (text === undefined) return usualRounds;
  const rounds = /^[0-9]{1,3}$/.test(text) ? Number(text) : 0;
  if (rounds >= 1 && rounds <= mostRounds) return rounds;
  throw new BenchUsageError(`--rounds takes a whole number from 1 to ${mostRounds}`);
}

/** Reads the words after `./otpost bench`. Throws a BenchUsageError that lists the cases when one is not known. */
export function parseBenchArguments(
  words: readonly string[],
  knownCases: readonly string[],
  usualCases: readonly string[] = knownCases,
): BenchArguments {
  const { values, positionals } = parseWords(words);
  const unknown = positionals.find((name) => !knownCases.includes(name));
  if (unknown !== undefined) {
    throw new BenchUsageError(`There is no case "${unknown}". The cases are: ${knownCases.join(', ')}`);
  }
  return {
    caseNames: positionals.length === 0 ? usualCases : knownCases.filter((name) => positionals.includes(name)),
    json: values.json,
    rounds: parseRounds(values.rounds),
  };
}
