import { ConfigError } from '@otpost/config/config-error';
import type { OperatorConfig } from '@otpost/config/operator-config';
import type { Clock, RandomBytes } from '@otpost/core/clock';
import type { SealKey } from '@otpost/core/keyring/seal';
import { checkDataDirectory } from './check-data-directory.js';
import { checkDiskSpace } from './check-disk-space.js';
import { checkMasterKeys } from './check-master-keys.js';
import { checkMongodb } from './check-mongodb.js';
import { checkNodeVersion } from './check-node-version.js';
import { checkPort, type IsOurs } from './check-port.js';
import { checkProviders } from './check-providers.js';
import { checkRedis } from './check-redis.js';
import { bad, type Finding, good } from './finding.js';

/** What the doctor needs from the world and from other rooms. */
export interface DoctorSurroundings {
  readonly readConfig: () => OperatorConfig;
  /** `process.versions.node`. */
  readonly nodeVersion: string;
  readonly now: Clock;
  readonly randomBytes: RandomBytes;
  /** Whether the program that holds a port is Otpost. */
  readonly isOurs: IsOurs;
  /** Asks the store whether it answers. */
  readonly pingStore: (config: OperatorConfig) => Promise<void>;
  /** Opens the keyring in the store; resolves when there is none yet. */
  readonly openKeyring: (config: OperatorConfig, keys: readonly SealKey[]) => Promise<void>;
  readonly countEnabledProviders: (config: OperatorConfig) => Promise<number>;
}

function readConfig(read: () => OperatorConfig): { findings: Finding[]; config?: OperatorConfig } {
  try {
    return { findings: [good('configuration', 'Every variable is accepted')], config: read() };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const findings = error.violations.map(({ variable, problem, mend }) =>
      bad(variable.startsWith('OTPOST_MASTER_KEY') ? 'master-keys' : 'configuration', `${variable} ${problem}`, mend),
    );
    return { findings };
  }
}

function portChecks(config: OperatorConfig, isOurs: IsOurs): Promise<Finding>[] {
  const { host, port, metricsHost, metricsPort } = config;
  const api = checkPort({ check: 'port', variable: 'OTPOST_PORT', host, port }, isOurs);
  if (metricsPort === null) return [api];
  const metrics = {
    check: 'metrics-port',
    variable: 'OTPOST_METRICS_PORT',
    host: metricsHost,
    port: metricsPort,
  } as const;
  return [api, checkPort(metrics, isOurs)];
}

/**
 * Looks at everything that can keep an installation from working, and names the mend of what does. Changes nothing.
 * When the configuration cannot be read, only what needs none is checked beside it.
 */
export async function runDoctor(surroundings: DoctorSurroundings): Promise<readonly Finding[]> {
  const node = checkNodeVersion(surroundings.nodeVersion);
  const { findings, config } = readConfig(surroundings.readConfig);
  if (!config) return [node, ...findings];
  const { now, randomBytes, isOurs, pingStore, openKeyring, countEnabledProviders } = surroundings;
  const { dataDirectory, mongodbUrl, redisUrl, acceptWeakRedis } = config;
  const checked = await Promise.all([
    checkDataDirectory(dataDirectory),
    checkDiskSpace(dataDirectory),
    ...portChecks(config, isOurs),
    checkRedis(redisUrl, { acceptWeak: acceptWeakRedis }, now),
    ...(mongodbUrl ? [checkMongodb(mongodbUrl, () => pingStore(config))] : []),
    checkMasterKeys(config, randomBytes, (keys) => openKeyring(config, keys)),
    checkProviders(() => countEnabledProviders(config)),
  ]);
  return [node, ...findings, ...checked.flat()];
}
