import { accessSync, constants, mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from '@otpost/config/operator-config';
import { createApiClient } from '../api-client.js';
import { CommandError } from '../command.js';
import { gainAdminAccess, settingsLiveWithinMilliseconds } from './admin-access.js';
import { childEnvironment, requireValidEnvironment } from './child-environment.js';
import { planApis, planExample, planInbox, planWorkers } from './child-plans.js';
import { type Crew, gatherCrew } from './crew.js';
import { lockData } from './data-lock.js';
import { type DevFile, noPids, readDevFile, writeDevFile } from './dev-file.js';
import { endProcess } from './end-process.js';
import { findRedisServer } from './find-redis-server.js';
import { keepSetUpLink } from './keep-set-up-link.js';
import { choosePorts, type Ports } from './ports.js';
import { prepareExample } from './prepare-example.js';
import { planPrivateRedis } from './private-redis.js';
import { findOrphans, recordProcesses } from './process-record.js';
import { seed } from './seed.js';
import { type DataPaths, dataPaths, type UpPlan } from './up-plan.js';
import { upUrls } from './up-urls.js';

const orphanGraceMilliseconds = 10_000;
/** Everything is ready within 15 s on two cores; the rest is for a machine that is busy with other things. */
const readyWithinMilliseconds = 120_000;

export interface Supervision {
  readonly plan: UpPlan;
  readonly environment: Environment;
  readonly print: (text: string) => void;
  readonly randomBytes: (size: number) => Buffer;
  /** The address that makes the first admin in the store that these variables name; null when there is one. */
  readonly setUpLink: (environment: Environment) => Promise<string | null>;
  /** Makes an admin key in the store that these variables name. */
  readonly makeAdminKey: (environment: Environment) => Promise<string>;
}

export interface Running {
  readonly file: DevFile;
  readonly paths: DataPaths;
  /** The example site, when it was asked for. */
  readonly exampleUrl: string | undefined;
}

export interface Supervisor {
  /** Resolves when everything is ready. Throws a CommandError that says what to do; then nothing of it runs any more. */
  readonly start: () => Promise<Running>;
  /** Ends everything in order and frees the data directory. */
  readonly stop: () => Promise<void>;
  /** Ends everything at once. */
  readonly kill: () => Promise<void>;
}

async function endOrphans(paths: DataPaths, print: (text: string) => void): Promise<void> {
  const orphans = findOrphans(paths.processes);
  if (orphans.length === 0) return;
  print(`Ending ${orphans.length} processes that an earlier otpost left behind`);
  await Promise.all(orphans.map((orphan) => endProcess(orphan, orphanGraceMilliseconds)));
}

async function withinTime(work: Promise<unknown>, logs: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    const error = new CommandError(`Not everything was ready within ${readyWithinMilliseconds / 1000} s; see ${logs}`);
    timer = setTimeout(() => reject(error), readyWithinMilliseconds).unref();
  });
  await Promise.race([work, tooLong]).finally(() => clearTimeout(timer));
}

function prepareDirectories(paths: DataPaths): void {
  try {
    mkdirSync(paths.directory, { recursive: true, mode: 0o700 });
    mkdirSync(paths.logs, { recursive: true, mode: 0o700 });
    accessSync(paths.directory, constants.W_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CommandError(
      `The data directory ${paths.directory} cannot be used (${code}). Choose another: --data DIR`,
    );
  }
}

/** Starts the private Redis, unless there is a real one, and the inbox; gives the variables of the API and the worker. */
async function startGround(supervision: Supervision, crew: Crew, paths: DataPaths, ports: Ports): Promise<Environment> {
  const { plan, environment, print, randomBytes } = supervision;
  const program = plan.redisUrl === undefined ? await findRedisServer(print) : undefined;
  const redis = program === undefined ? undefined : planPrivateRedis(program, paths.redis, ports.redis, randomBytes);
  const children = childEnvironment({ ...plan, port: ports.api, redisUrl: redis?.url ?? plan.redisUrl }, environment);
  requireValidEnvironment(children);
  print(`Starting ${redis ? 'Redis, ' : ''}the inbox, ${plan.apis} × API, ${plan.workers} × worker ...`);
  await Promise.all([
    crew.start('inbox', planInbox(ports, environment)),
    redis ? crew.start('redis', redis.plan) : undefined,
  ]);
  return children;
}

async function startServers(crew: Crew, ports: Ports, environment: Environment): Promise<void> {
  await Promise.all([
    ...planApis(ports, environment).map((plan) => crew.start('api', plan)),
    ...planWorkers(ports, environment).map((plan) => crew.start('worker', plan)),
  ]);
}

/** Runs everything that the plan names in one data directory, and keeps it running. */
export function supervise(supervision: Supervision): Supervisor {
  const { plan, print, randomBytes, makeAdminKey, setUpLink } = supervision;
  const paths = dataPaths(plan.dataDirectory);
  let file: DevFile | undefined;
  let exampleUrl: string | undefined;
  let release = (): void => undefined;
  let stopLink = (): void => undefined;
  const writeDown = (): void => {
    recordProcesses(paths.processes, crew.pids());
    if (file) writeDevFile(paths.devFile, { ...file, pids: crew.devPids() });
  };
  const crew = gatherCrew({ logDirectory: paths.logs, print, onChange: writeDown });

  const seedThrough = async (ports: Ports, keyAtHand: string, environment: Environment): Promise<DevFile> => {
    const earlier = readDevFile(paths.devFile);
    const urls = upUrls(ports);
    const adminKey = await gainAdminAccess(urls.apiUrl, keyAtHand, () => makeAdminKey(environment));
    const inbox = { url: urls.inboxUrl, smtpPort: ports.inboxSmtp };
    const { apiKey, seeded } = await seed(createApiClient(urls.apiUrl, adminKey), inbox, earlier, randomBytes);
    if (apiKey !== earlier?.apiKey) await sleep(settingsLiveWithinMilliseconds);
    const adminSetupUrl = await setUpLink(environment);
    return { ...urls, apiKey, adminKey, adminSetupUrl, pids: crew.devPids(), seeded };
  };

  /** For a program that reads the file long after the start. */
  const keepLink = (environment: Environment): void => {
    if (!file || file.adminSetupUrl === null) return;
    const onChange = (adminSetupUrl: string | null): void => {
      if (file) file = { ...file, adminSetupUrl };
      writeDown();
    };
    stopLink = keepSetUpLink({ make: () => setUpLink(environment), onChange });
  };

  const startExample = async ({ apiUrl, adminKey, seeded }: DevFile, ports: Ports): Promise<string> => {
    const url = `http://localhost:${ports.example}`;
    await prepareExample(createApiClient(apiUrl, adminKey), seeded.applicationId, url);
    await crew.start('example', planExample(ports, paths.devFile, supervision.environment));
    return url;
  };

  const bringUp = async (): Promise<void> => {
    await endOrphans(paths, print);
    const earlier = readDevFile(paths.devFile);
    // After a kill -9 the file still names processes; nobody shall talk to their numbers.
    if (earlier && earlier.pids.api.length > 0) writeDevFile(paths.devFile, { ...earlier, pids: noPids });
    const ports = await choosePorts(plan.port, plan.apis, plan.workers);
    const environment = await startGround(supervision, crew, paths, ports);
    // Before the servers start, which then know it at once.
    const keyAtHand = earlier?.adminKey ?? (await makeAdminKey(environment));
    await startServers(crew, ports, environment);
    file = await seedThrough(ports, keyAtHand, environment);
    writeDown();
    keepLink(environment);
    if (plan.hasExample) exampleUrl = await startExample(file, ports);
  };

  const endWith = async (end: () => Promise<void>): Promise<void> => {
    stopLink();
    await end();
    release();
  };

  return {
    async start() {
      prepareDirectories(paths);
      release = lockData(paths.lock).release;
      try {
        await withinTime(bringUp(), paths.logs);
      } catch (error) {
        await endWith(crew.stop);
        throw error;
      }
      if (!file) throw new CommandError('Otpost was stopped while it was starting.');
      return { file, paths, exampleUrl };
    },
    stop: () => endWith(crew.stop),
    kill: () => endWith(crew.kill),
  };
}
