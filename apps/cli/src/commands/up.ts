import { randomBytes } from 'node:crypto';
import { processEnvironment } from '@otpost/config/process-environment';
import type { Command } from '../command.js';
import { setUpLink } from '../installation/admin-links.js';
import { makeAdminKey } from '../installation/make-admin-key.js';
import { readyText } from '../up/ready-text.js';
import { listenForStop } from '../up/stop-signals.js';
import { type Running, supervise } from '../up/supervise.js';
import { readUpPlan, type UpPlan } from '../up/up-plan.js';

/** 128 + SIGINT, as shells count. */
const forcedExitCode = 130;

const print = (text: string): void => console.log(text);

function realServers({ redisUrl, mongodbUrl }: UpPlan): string[] {
  return [
    ...(redisUrl === undefined ? [] : ['the Redis that REDIS_URL names']),
    ...(mongodbUrl === undefined ? [] : ['your MongoDB in place of SQLite']),
  ];
}

function printReady({ file, paths, exampleUrl }: Running, plan: UpPlan, seconds: number): void {
  const facts = { file, exampleUrl, challengePath: paths.challenge, devFilePath: paths.devFile };
  print(readyText({ ...facts, seconds, realServers: realServers(plan) }));
}

export const command: Command = {
  usage: '',
  description:
    'For development and small installations. Starts a private Redis with its data in DIR, SQLite in DIR, the API, the worker and an\n' +
    'inbox that shows every message; makes an application and its key; prints two curl lines. A process that dies is started\n' +
    'again. Nothing in DIR is lost by Ctrl-C, kill -9 or a restart.\n\n' +
    'REDIS_URL and OTPOST_MONGODB_URL in the environment use real servers instead; .env.example lists what else may be set.',
  options: {
    data: { type: 'string', value: 'DIR', description: 'where everything is kept (default .otpost)' },
    port: { type: 'string', value: 'N', description: 'port of the API (default 7070); the inbox takes the next one' },
    apis: { type: 'string', value: 'N', description: 'API processes on that one port (default 1)' },
    workers: { type: 'string', value: 'N', description: 'worker processes (default 1)' },
    example: { type: 'boolean', description: 'also the site of examples/by-pages, to click through' },
    mongodb: { type: 'string', value: 'URL', description: 'a MongoDB in place of SQLite, as OTPOST_MONGODB_URL' },
  },
  examples: ['./otpost up', './otpost up --data .otpost-2 --port 7170 --apis 3 --workers 2'],
  async run(input) {
    const environment = processEnvironment();
    const plan = readUpPlan(input, environment);
    const startedAt = Date.now();
    // A terminal that is gone is no reason to leave everything behind.
    process.stdout.on('error', () => undefined);
    const stop = listenForStop();
    const supervisor = supervise({ plan, environment, print, randomBytes, makeAdminKey, setUpLink });

    const running = await Promise.race([supervisor.start(), stop.first]);
    if (running) printReady(running, plan, (Date.now() - startedAt) / 1000);
    await stop.first;
    print('\nStopping; press Ctrl-C again to end everything at once ...');
    const exitCode = await Promise.race([
      supervisor.stop().then(() => 0),
      stop.second.then(supervisor.kill).then(() => forcedExitCode),
    ]);
    print('Stopped. Everything is kept; ./otpost up goes on with it.');
    return exitCode;
  },
};
