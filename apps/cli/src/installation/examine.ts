import { randomBytes } from 'node:crypto';
import { readMasterKeys } from '@otpost/config/master-keys';
import { type Environment, type OperatorConfig, readConfig } from '@otpost/config/operator-config';
import { masterKeys } from '@otpost/core/keyring/master-keys';
import type { SealKey } from '@otpost/core/keyring/seal';
import { loadSettings } from '@otpost/core/settings/load-settings';
import { bad, type Finding } from '@otpost/process/doctor/finding';
import { runDoctor } from '@otpost/process/doctor/run-doctor';
import { foreignRedis, installationMark, isForeignRedis } from '@otpost/process/own-redis';
import { askRedis } from './ask-redis.js';
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

/** Whether another installation works with this Redis. Where it cannot be seen, another finding says why. */
async function findForeignRedis(environment: Environment): Promise<Finding[]> {
  try {
    const config = readConfig(environment);
    if (!hasStore(config)) return [];
    const keys = masterKeys(await readMasterKeys(config, random));
    const { keyring } = await withStore(config, (store) => loadSettings(store, keys, random, Date.now));
    const mark = installationMark(keyring);
    const isForeign = await askRedis(config, (redis) => isForeignRedis(redis, mark));
    return isForeign ? [bad('redis', foreignRedis.what, foreignRedis.mend)] : [];
  } catch {
    return [];
  }
}

/** Examines the installation that these variables name. */
export async function examine(environment: Environment): Promise<readonly Finding[]> {
  const findings = await runDoctor({
    readConfig: () => readConfig(environment),
    nodeVersion: process.versions.node,
    now: Date.now,
    randomBytes: random,
    isOurs,
    pingStore: (config) => withStore(config, (store) => store.ping()),
    openKeyring,
    countEnabledProviders,
  });
  return [...findings, ...(await findForeignRedis(environment))];
}
