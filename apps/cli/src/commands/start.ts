import { pathToFileURL } from 'node:url';
import { type Command, usageError } from '../command.js';
import { housePath } from '../house.js';

const rooms = ['api', 'worker'];

export const command: Command = {
  usage: 'api|worker',
  description:
    'For production: one process in the foreground, set by environment variables (see .env.example), logging to stdout.\nSIGTERM ends it gracefully. Run as many of each as you need.',
  options: {},
  takesWords: true,
  examples: ['OTPOST_PUBLIC_URL=https://otpost.example.com ./otpost start api', './otpost start worker'],
  async run({ positionals }) {
    const [room, ...more] = positionals;
    if (room === undefined || !rooms.includes(room) || more.length > 0) {
      throw usageError('Say which one to start: ./otpost start api, or ./otpost start worker');
    }
    await import(pathToFileURL(housePath(`apps/${room}/dist/main.js`)).href);
    return typeof process.exitCode === 'number' ? process.exitCode : 0;
  },
};
