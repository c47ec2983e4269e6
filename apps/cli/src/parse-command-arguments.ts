import { parseArgs } from 'node:util';
import { nearestName } from '@otpost/config/nearest-name';
import { type Command, type CommandInput, usageError } from './command.js';

/** `There is no X "y".`, and what was probably meant. */
export function unknownWord(what: string, word: string, known: readonly string[], advice: string): string {
  const nearest = nearestName(word, known);
  return `There is no ${what} ${word}. ${nearest ? `Did you mean ${nearest}?` : advice}`;
}

/** Reads the words after the name of a command. Throws a usage error (exit code 2) that names the wrong word. */
export function parseCommandArguments(name: string, command: Command, words: readonly string[]): CommandInput {
  if (command.takesEverything) return { positionals: words, values: {} };
  const { tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(Object.entries(command.options).map(([option, { type }]) => [option, { type }])),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const positionals: string[] = [];
  const values: Record<string, string | true> = {};
  for (const token of tokens) {
    if (token.kind === 'positional') {
      if (!command.takesWords) {
        throw usageError(`There is nothing to do with "${token.value}". See: ./otpost ${name} --help`);
      }
      positionals.push(token.value);
    }
    if (token.kind !== 'option') continue;
    const option = command.options[token.name];
    if (!option) {
      const known = Object.keys(command.options).map((known) => `--${known}`);
      throw usageError(unknownWord('flag', token.rawName, known, `See: ./otpost ${name} --help`));
    }
    if (option.type === 'string' && !token.value) throw usageError(`${token.rawName} needs a value: ${option.value}`);
    if (option.type === 'boolean' && token.value !== undefined) throw usageError(`${token.rawName} takes no value`);
    values[token.name] = token.value ?? true;
  }
  return { positionals, values };
}
