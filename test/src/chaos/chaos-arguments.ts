import { parseArgs } from 'node:util';

export interface ChaosArguments {
  /** In the order of the whole set, each once. */
  readonly caseNames: readonly string[];
  /** Everything is killed at random, instead of the cases. */
  readonly soak: boolean;
  /** Of a soak. */
  readonly minutes: number;
  readonly createsPerSecond: number;
  /** Undefined: a new one. */
  readonly seed: number | undefined;
  readonly json: boolean;
}

const usualMinutes = 10;
const usualRate = 25;
const soakRate = 100;
const most = { minutes: 1440, rate: 1000, seed: 2 ** 31 - 1 } as const;

/** Words that are no chaos; the message says what would be some. */
export class ChaosUsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ChaosUsageError';
  }
}

function parseWords(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        json: { type: 'boolean', default: false },
        soak: { type: 'boolean', default: false },
        minutes: { type: 'string' },
        rate: { type: 'string' },
        seed: { type: 'string' },
      },
      allowPositionals: true,
    });
  } catch (error) {
    throw new ChaosUsageError(error instanceof Error ? error.message : String(error));
  }
}

function parseNumber(option: keyof typeof most, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = /^[0-9]{1,10}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= most[option]) return number;
  throw new ChaosUsageError(`--${option} takes a whole number from 1 to ${most[option]}`);
}

/** Reads the words after `./otpost chaos`. Throws a ChaosUsageError that lists the cases when one is not known. */
export function parseChaosArguments(words: readonly string[], knownCases: readonly string[]): ChaosArguments {
  const { values, positionals } = parseWords(words);
  const unknown = positionals.find((name) => !knownCases.includes(name));
  if (unknown !== undefined) {
    throw new ChaosUsageError(`There is no case "${unknown}". The cases are: ${knownCases.join(', ')}`);
  }
  if (values.soak && positionals.length > 0) throw new ChaosUsageError('--soak runs no cases; leave their names out');
  const minutes = parseNumber('minutes', values.minutes);
  if (minutes !== undefined && !values.soak) throw new ChaosUsageError('--minutes is for --soak');
  return {
    caseNames: positionals.length === 0 ? knownCases : knownCases.filter((name) => positionals.includes(name)),
    soak: values.soak,
    minutes: minutes ?? usualMinutes,
    createsPerSecond: parseNumber('rate', values.rate) ?? (values.soak ? soakRate : usualRate),
    seed: parseNumber('seed', values.seed),
    json: values.json,
  };
}
