import type { Command } from './command.js';
import type { CommandEntry } from './command-table.js';

/** Two columns, the first as wide as its longest entry. */
function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}   ${right}`).join('\n');
}

export function overviewText(table: Readonly<Record<string, CommandEntry>>): string {
  const rows = Object.entries(table).map(([name, { summary }]) => [name, summary] as const);
  return `Otpost proves that a person holds an address, a phone, an authenticator app or a passkey.

Usage: ./otpost COMMAND [words]

${columns(rows)}

Start here: ./otpost up
More about one command: ./otpost COMMAND --help`;
}

export function commandText(name: string, { summary }: CommandEntry, command: Command): string {
  const options = Object.entries(command.options).map(([option, { value, description }]) => {
    return [value === undefined ? `--${option}` : `--${option} ${value}`, description] as const;
  });
  const usage = ['./otpost', name, command.usage, options.length > 0 ? '[flags]' : ''].filter(Boolean).join(' ');
  const parts = [`${summary}.`, `Usage: ${usage}`, command.description];
  if (options.length > 0) parts.push(`Flags:\n${columns(options)}`);
  parts.push(`Examples:\n${command.examples.map((example) => `  ${example}`).join('\n')}`);
  return parts.join('\n\n');
}
