import { expect, test } from '@jest/globals';
import { commandTable } from './command-table.js';
import { runCommandLine } from './run-command-line.js';

async function run(...words: string[]): Promise<{ exitCode: number; printed: string; errors: string }> {
  const printed: string[] = [];
  const errors: string[] = [];
  const terminal = { print: (text: string) => printed.push(text), printError: (text: string) => errors.push(text) };
  const exitCode = await runCommandLine(words, terminal);
  return { exitCode, printed: printed.join('\n'), errors: errors.join('\n') };
}

test.each([[[]], [['--help']], [['-h']], [['help']]])('%j prints every command', async (words) => {
  const { exitCode, printed } = await run(...words);
  expect(exitCode).toBe(0);
  for (const name of Object.keys(commandTable)) expect(printed).toContain(`\n  ${name} `);
});

test.each(Object.entries(commandTable))('%s --help tells the usage, every flag and an example', async (name, entry) => {
  const { exitCode, printed } = await run(name, '--help');
  const { command } = await entry.load();
  expect(exitCode).toBe(0);
  expect(printed).toContain(`Usage: ./otpost ${name}`);
  expect(command.description.length).toBeGreaterThan(20);
  expect(command.examples.length).toBeGreaterThan(0);
  for (const flag of Object.keys(command.options)) expect(printed).toContain(`--${flag}`);
  for (const example of command.examples) expect(printed).toContain(example);
});

test('help NAME is NAME --help', async () => {
  expect(await run('help', 'up')).toEqual(await run('up', '--help'));
});

test.each([
  [['upp'], 'There is no command upp. Did you mean up?'],
  [['statsu'], 'There is no command statsu. Did you mean status?'],
  [['frobnicate'], 'There is no command frobnicate. See: ./otpost --help'],
  [['constructor'], 'There is no command constructor. See: ./otpost --help'],
  [['up', '--prot', '8000'], 'There is no flag --prot. Did you mean --port?'],
  [['up', '--zzz'], 'There is no flag --zzz. See: ./otpost up --help'],
  [['up', '-z'], 'There is no flag -z. See: ./otpost up --help'],
  [['up', '--data'], '--data needs a value: DIR'],
  [['up', '--port', 'many'], '--port must be a whole number from 1 to 65500, not many'],
  [['up', '--port', '0'], '--port must be a whole number from 1 to 65500, not 0'],
  [['up', '--apis', '1.5'], '--apis must be a whole number from 1 to 32, not 1.5'],
  [['up', 'somewhere'], 'There is nothing to do with "somewhere". See: ./otpost up --help'],
  [['start', 'everything'], 'Say which one to start: ./otpost start api, or ./otpost start worker'],
  [['start'], 'Say which one to start: ./otpost start api, or ./otpost start worker'],
])('%j is not understood: exit code 2, and the wrong word is named', async (words, sentence) => {
  expect(await run(...words)).toEqual({ exitCode: 2, printed: '', errors: sentence });
});
