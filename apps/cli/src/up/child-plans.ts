import { type ChildProcess, spawn } from 'node:child_process';
import cluster from 'node:cluster';
import type { Environment } from '@otpost/config/operator-config';
import { housePath } from '../house.js';
import type { ChildPlan } from './keep-child.js';
import type { Ports } from './ports.js';

/** The API, the worker and the inbox say this on a line of JSON. */
const isReadyLine = (line: string): boolean => line.startsWith('{') && line.includes('"msg":"ready"');

interface NodeProgram {
  readonly path: string;
  readonly programArguments: readonly string[];
  readonly environment: Environment;
}

/** In a group of its own: Ctrl-C goes to the supervisor alone, which ends the others in order. */
function launchAlone({ path, programArguments, environment }: NodeProgram, log: number): ChildProcess {
  return spawn(process.execPath, [path, ...programArguments], {
    stdio: ['ignore', log, log],
    env: environment,
    detached: true,
  });
}

/**
 * Shares its port with its siblings: the supervisor holds the socket, and each process takes connections from it by itself.
 * Round robin would hand some to a process that was just killed or suspended, and those would hang (node:cluster).
 */
function launchShared({ path, environment }: NodeProgram, log: number): ChildProcess {
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  cluster.setupPrimary({ exec: path, args: [], stdio: ['ignore', log, log, 'ipc'] });
  return cluster.fork(environment).process;
}

export function planInbox(ports: Ports, environment: Environment): ChildPlan {
  const program: NodeProgram = {
    path: housePath('apps/inbox/dist/main.js'),
    programArguments: ['--port', String(ports.inbox), '--smtp-port', String(ports.inboxSmtp)],
    environment,
  };
  return { name: 'inbox', launch: (log) => launchAlone(program, log), isReadyLine };
}

/** The site of examples/by-pages, which reads where everything is from the file that `up` has written. */
export function planExample(ports: Ports, devFilePath: string, environment: Environment): ChildPlan {
  const program: NodeProgram = {
    path: housePath('examples/by-pages/dist/main.js'),
    programArguments: [devFilePath, String(ports.example)],
    environment,
  };
  const isReadyLine = (line: string): boolean => line.startsWith('The example is at');
  return { name: 'example', launch: (log) => launchAlone(program, log), isReadyLine };
}

export function planApis(ports: Ports, environment: Environment): ChildPlan[] {
  const launch = ports.apiMetrics.length > 1 ? launchShared : launchAlone;
  return ports.apiMetrics.map((metricsPort, index) => {
    const program: NodeProgram = {
      path: housePath('apps/api/dist/main.js'),
      programArguments: [],
      environment: { ...environment, OTPOST_METRICS_PORT: String(metricsPort) },
    };
    return { name: `api-${index + 1}`, launch: (log) => launch(program, log), isReadyLine };
  });
}

export function planWorkers(ports: Ports, environment: Environment): ChildPlan[] {
  return ports.workerMetrics.map((metricsPort, index) => {
    const program: NodeProgram = {
      path: housePath('apps/worker/dist/main.js'),
      programArguments: [],
      environment: { ...environment, OTPOST_METRICS_PORT: String(metricsPort) },
    };
    return { name: `worker-${index + 1}`, launch: (log) => launchAlone(program, log), isReadyLine };
  });
}
