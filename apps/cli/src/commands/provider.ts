import { relative, resolve } from 'node:path';
import { scaffoldProvider } from '@otpost/providers/scaffold-provider';
import { testProvider } from '@otpost/providers/test-provider';
import { type Command, CommandError, usageError } from '../command.js';

/** What these two throw is meant for the one who writes the provider; Node adds lines about itself. */
async function orSay<Result>(work: Promise<Result>): Promise<Result> {
  return await work.catch((error: Error) => {
    throw new CommandError(error.message.split('\n', 1).join());
  });
}

/** As it is typed, and as OTPOST_PROVIDERS takes it. */
function shown(directory: string): string {
  const path = relative('.', directory);
  return path.startsWith('..') ? directory : `./${path}`;
}

async function makeNew(kind: string, directory: string): Promise<number> {
  const files = await orSay(scaffoldProvider(kind, directory));
  console.log(`Made ${shown(directory)} (${files.join(', ')}). Change it for your gateway, then:

  ./otpost provider test ${shown(directory)}
  OTPOST_PROVIDERS=${shown(directory)} ./otpost up`);
  return 0;
}

async function tryOut(specifier: string): Promise<number> {
  const results = await orSay(testProvider(specifier, process.cwd()));
  for (const { name, ok, detail } of results) {
    console.log(`${ok ? 'ok    ' : 'BROKEN'} ${name}${ok ? '' : `\n       ${detail}`}`);
  }
  const broken = results.filter(({ ok }) => !ok).length;
  console.log(`\n${results.length - broken} promises kept, ${broken} broken`);
  return broken === 0 ? 0 : 1;
}

export const command: Command = {
  usage: 'new KIND [DIRECTORY] | test DIRECTORY|PACKAGE',
  description:
    'new: makes a provider of your own, in providers/KIND if no directory is named. It passes its tests as it is.\n' +
    'test: tries a provider against everything that Otpost relies on: its settings form, and one row for each thing that the\n' +
    'gateway may answer, with a fake gateway at the wire.',
  options: {},
  takesWords: true,
  examples: ['./otpost provider new acme-sms', './otpost provider test ./providers/acme-sms'],
  async run({ positionals }) {
    const [action, subject, directory, ...more] = positionals;
    if (subject !== undefined && more.length === 0) {
      if (action === 'new') return await makeNew(subject, resolve(directory ?? `providers/${subject}`));
      if (action === 'test' && directory === undefined) return await tryOut(subject);
    }
    throw usageError('Say what to do: ./otpost provider new KIND, or ./otpost provider test DIRECTORY');
  },
};
