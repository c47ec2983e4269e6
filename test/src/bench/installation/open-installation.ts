import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Keyring } from '@otpost/core/keyring/keyring';
import { masterKeys } from '@otpost/core/keyring/master-keys';
import { loadSettings } from '@otpost/core/settings/load-settings';
import type { Store } from '@otpost/core/store-port';
import { bootstrap } from '@otpost/process/bootstrap';
import { openStore } from '@otpost/store/open-store';
import { freePort } from '../../servers/free-port.js';
import { housePath } from '../house.js';
import type { Stage } from '../processes/stage.js';
import { type RunningProgram, startProgram } from '../processes/start-program.js';
import { waitUntil } from '../processes/wait-until.js';
import { type SeededApplication, seedApplication, seedInstallation } from './seed-installation.js';

/** Otpost as an operator runs it: embedded store, default settings, each process on its own. */
export interface Installation extends SeededApplication {
  readonly api: RunningProgram;
  /** The API's own, opened once more. */
  readonly store: Store;
  /** For reading codes that nobody typed. */
  readonly keyring: Keyring;
  /** A second API on another Redis, with the same settings. */
  readonly startApi: (redisUrl: string) => Promise<RunningProgram>;
  readonly startWorker: (redisUrl: string) => Promise<RunningProgram>;
  /** The API knows its key when it is there. */
  readonly addApplication: (name: string, settings?: Readonly<Record<string, unknown>>) => Promise<SeededApplication>;
}

export interface InstallationOptions {
  readonly directory: string;
  readonly redisUrl: string;
  /** Of the mail server; nobody need listen while no worker runs. */
  readonly smtpPort: number;
  readonly stage: Stage;
}

const settingsMilliseconds = 10_000;
const random = (size: number): Buffer => randomBytes(size);

function commonEnvironment(directory: string, masterKey: Buffer): Record<string, string> {
  return {
    OTPOST_ENVIRONMENT: 'production',
    OTPOST_PUBLIC_URL: 'http://localhost',
    OTPOST_DATA_DIRECTORY: directory,
    OTPOST_MASTER_KEYS: `bench:${masterKey.toString('base64')}`,
    OTPOST_METRICS_PORT: '0',
  };
}

/** The API takes up a new key within a second. */
async function waitForKey(apiUrl: string, apiKey: string): Promise<void> {
  await waitUntil('the API to know its new key', settingsMilliseconds, async () => {
    const response = await fetch(`${apiUrl}/v1/challenges`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: '{}',
    });
    await response.body?.cancel();
    return response.status !== 401 || undefined;
  });
}

/** Makes a new installation with one application, and starts its API. Its parts end with the stage. */
export async function openInstallation(options: InstallationOptions): Promise<Installation> {
  const { directory, redisUrl, smtpPort, stage } = options;
  await mkdir(directory, { recursive: true });
  const masterKey = randomBytes(32);
  const master = masterKeys([{ id: 'bench', bytes: masterKey }]);
  const store = openStore({ dataDirectory: directory, now: Date.now });
  stage.keep({ stop: () => store.close() });
  const { adminKey } = await bootstrap({
    store,
    masterKeys: master,
    randomBytes: random,
    now: Date.now,
    adminKeyFor: 'bench',
  });
  if (!adminKey) throw new Error('The store gave no admin key');

  const environment = commonEnvironment(directory, masterKey);
  let started = 0;
  const start = async (room: 'api' | 'worker', own: Record<string, string>): Promise<RunningProgram> => {
    started += 1;
    const program = {
      path: housePath(`apps/${room}/dist/main.js`),
      environment: { ...environment, ...own },
      logPath: join(directory, `${room}-${started}.log`),
    };
    return stage.keep(await startProgram(program));
  };
  const startApi = async (url: string) =>
    start('api', { REDIS_URL: url, OTPOST_PORT: String(await freePort()), OTPOST_HOST: '127.0.0.1' });

  const api = await startApi(redisUrl);
  const apiUrl = `http://127.0.0.1:${api.port}`;
  const seeded = await seedInstallation(apiUrl, adminKey.key, smtpPort);
  await waitForKey(apiUrl, seeded.apiKey);
  const { keyring } = await loadSettings(store, master, random, Date.now);
  return {
    ...seeded,
    api,
    store,
    keyring,
    startApi,
    startWorker: (url) => start('worker', { REDIS_URL: url }),
    addApplication: async (name, settings) => {
      const added = await seedApplication(apiUrl, adminKey.key, name, settings);
      await waitForKey(apiUrl, added.apiKey);
      return added;
    },
  };
}
