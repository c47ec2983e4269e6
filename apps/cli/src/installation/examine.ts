import { randomBytes } from 'node:crypto';
import { type Environment, type OperatorConfig, readConfig } from '@otpost/config/operator-config';
import { masterKeys } from '@otpost/core/keyring/master-keys';
import type { SealKey } from '@otpost/core/keyring/seal';
import { loadSettings } from '@otpost/core/settings/load-settings';
import type { Finding } from '@otpost/process/doctor/finding';
import { runDoctor } from '@otpost/process/doctor/run-doctor';
import { hasStore, withStore } from './with-store.js';

const random = (size: number): Buffer => randomBytes(size);
/** A process that is busy, or measures a Redis that hangs, answers late. */
const answerMilliseconds = 5_000;

type Mark = (response: Response) => Promise<boolean>;

async function answers(url: string, isMarked: Mark): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(answerMilliseconds) });
  return response.ok && (await isMarked(response));
}

const isApi: Mark = (response) => Promise.resolve(response.headers.has('otpost-request-id'));
const isMetrics: Mark = async (response) => (await response.text()).includes('otpost_');

/** The API and the servers of metrics have marks that no other program has. */
async function isOurs(host: string, port: number): Promise<boolean> {
  const [api, metrics] = await Promise.allSettled([
    answers(`http://${host}:${port}/livez`, isApi),
    answers(`http://${host}:${port}/metrics`, isMetrics),
  ]);
  return [api, metrics].some((result) => result.status === 'fulfilled' && result.value);
}

async function openKeyring(config: OperatorConfig, keys: readonly SealKey[]): Promise<void> {
  if (!hasStore(config)) return;
  await withStore(config, async (store) => {
    if ((await store.keys.list()).length > 0) await loadSettings(store, masterKeys(keys), random, Date.now);
  });
}

async function countEnabledProviders(config: OperatorConfig): Promise<number> {
  if (!hasStore(config)) return 0;
  return await withStore(
    config,
    async (store) => (await store.providers.list()).filter(({ enabled }) => enabled).length,
  );
}

/** Examines the installation that these variables name. */
export async function examine(environment: Environment): Promise<readonly Finding[]> {
  return await runDoctor({
    readConfig: () => readConfig(environment),
    nodeVersion: process.versions.node,
    now: Date.now,
    randomBytes: random,
    isOurs,
    pingStore: (config) => withStore(config, (store) => store.ping()),
    openKeyring,
    countEnabledProviders,
  });
}
