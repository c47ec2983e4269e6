import { asCommandError } from './as-command-error.js';
import { usageError } from './command.js';
import { type CommandEntry, commandTable } from './command-table.js';
import { commandText, overviewText } from './help-text.js';
import { parseCommandArguments, unknownWord } from './parse-command-arguments.js';

export interface Terminal {
  readonly print: (text: string) => void;
  readonly printError: (text: string) => void;
}

const helpWords = ['--help', '-h', 'help'];

function findEntry(name: string): CommandEntry {
  const entry = Object.hasOwn(commandTable, name) ? commandTable[name] : undefined;
  if (entry) return entry;
  const what = name.startsWith('-') ? 'flag' : 'command';
  throw usageError(unknownWord(what, name, Object.keys(commandTable), 'See: ./otpost --help'));
}

/** `--help` counts anywhere before `--`, and `help X` is `X --help`. */
function wantsHelp(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  return words.slice(0, end === -1 ? undefined : end).some((word) => word === '--help' || word === '-h');
}

async function runCommand(words: readonly string[], terminal: Terminal): Promise<number> {
  const [first = 'help', ...rest] = words[0] === 'help' && words[1] ? [words[1], '--help'] : words;
  if (helpWords.includes(first)) {
    terminal.print(overviewText(commandTable));
    return 0;
  }
  const entry = findEntry(first);
  const { command } = await entry.load();
  if (wantsHelp(rest)) {
    terminal.print(commandText(first, entry, command));
    return 0;
  }
  return await command.run(parseCommandArguments(first, command, rest));
}

/** Runs one command line and gives its exit code: 0 done, 1 failed, 2 not understood. */
export async function runCommandLine(words: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await runCommand(words, terminal);
  } catch (error) {
    const mendable = asCommandError(error);
    if (!mendable) throw error;
    terminal.printError(mendable.message);
    return mendable.exitCode;
  }
}
