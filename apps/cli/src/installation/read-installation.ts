import { ConfigError } from '@otpost/config/config-error';
import { type Environment, type OperatorConfig, readConfig } from '@otpost/config/operator-config';
import { processEnvironment } from '@otpost/config/process-environment';
import { CommandError, type CommandInput, type CommandOption } from '../command.js';
import { childEnvironment, upEnvironment } from '../up/child-environment.js';
import { type DevFile, readDevFile } from '../up/dev-file.js';
import { readPrivateRedisUrl } from '../up/private-redis.js';
import { type DataPaths, dataPaths, readDataDirectory } from '../up/up-plan.js';

/** For commands that are about one installation. */
export const installationOptions: Readonly<Record<string, CommandOption>> = {
  data: { type: 'string', value: 'DIR', description: 'that of ./otpost up in DIR, not that of the environment' },
};

function environmentOfUp(paths: DataPaths, file: DevFile, inherited: Environment): Environment {
  const metricsPort = new URL(file.metricsUrls.api[0] ?? file.apiUrl).port;
  return {
    ...childEnvironment(
      {
        dataDirectory: paths.directory,
        port: Number(new URL(file.apiUrl).port),
        redisUrl: inherited['REDIS_URL'] || readPrivateRedisUrl(paths.redis),
        mongodbUrl: inherited['OTPOST_MONGODB_URL'],
      },
      inherited,
    ),
    OTPOST_METRICS_PORT: metricsPort,
  };
}

/**
 * The variables of the installation that a command is about: with `--data`, or when the environment names no Redis and there
 * is an .otpost here, that of `up`; otherwise those of this process. One that `mayBeNew` need not have been started.
 */
export function installationEnvironment(input: CommandInput, mayBeNew = false): Environment {
  const inherited = processEnvironment();
  const isNamed = input.values['data'] !== undefined;
  if (!isNamed && inherited['REDIS_URL']) return inherited;
  const paths = dataPaths(readDataDirectory(input));
  const file = readDevFile(paths.devFile);
  if (file) return environmentOfUp(paths, file, inherited);
  // Only the place: on a new machine nothing was started there yet.
  if (isNamed && mayBeNew) {
    return { ...inherited, OTPOST_ENVIRONMENT: upEnvironment(inherited), OTPOST_DATA_DIRECTORY: paths.directory };
  }
  if (isNamed) throw new CommandError(`There is no installation of ./otpost up in ${paths.directory}.`);
  return inherited;
}

/** The same, parsed. Throws a CommandError that tells everything that is wrong. */
export function readInstallation(input: CommandInput, mayBeNew = false): OperatorConfig {
  try {
    return readConfig(installationEnvironment(input, mayBeNew));
  } catch (error) {
    if (error instanceof ConfigError) throw new CommandError(error.message);
    throw error;
  }
}
