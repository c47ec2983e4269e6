import type { BreakerState } from '@otpost/core/live-breaker-port';
import type { AlertRecord, DeliveryRecord, ProviderRecord } from '@otpost/core/records';
import { type Command, CommandError } from '../command.js';
import { installationOptions, readInstallation } from '../installation/read-installation.js';
import { type QueueStatus, type RedisStatus, readStatus, type Status } from '../installation/read-status.js';
import { hasStore } from '../installation/with-store.js';

function redisLine({ version, masters, usedMegabytes, limitMegabytes }: RedisStatus): string {
  const cluster = masters > 1 ? `, a cluster of ${masters} masters` : '';
  return `${version}${cluster}, ${usedMegabytes} MB used ${limitMegabytes ? `of ${limitMegabytes} MB` : 'without a limit'}`;
}

function workerWords(workers: number | undefined): string {
  if (workers === undefined) return '';
  if (workers === 0) return '; NO WORKER takes from it: ./otpost start worker';
  return `; ${workers} ${workers === 1 ? 'worker' : 'workers'}`;
}

function queueLine(queue: QueueStatus, paused: ReadonlySet<string>): string {
  const { channel, waiting, oldestWaitsSeconds, waitingForTry, workers } = queue;
  const age = oldestWaitsSeconds === undefined ? '' : `, the oldest for ${oldestWaitsSeconds} s`;
  const later = waitingForTry === 0 ? '' : `, ${waitingForTry} for the time of their next try`;
  const held = paused.has(channel) ? '; paused' : '';
  return `  ${channel.padEnd(6)} ${waiting} waiting${age}${later}${workerWords(workers)}${held}`;
}

const breakerWords = { open: 'failed too often, asked by probes alone', out: 'refuses its configuration' } as const;

function healthWords(state: BreakerState | undefined): string {
  if (state === undefined || state.status === 'closed') return '';
  return `; ${breakerWords[state.status]}: ${state.lastError?.detail ?? 'no reason is known'}`;
}

function providerLine(
  { id, name, channel, kind, priority, enabled }: ProviderRecord,
  state: BreakerState | undefined,
  paused: ReadonlySet<string>,
): string {
  const off = `${enabled ? '' : ', switched off'}${paused.has(id) ? ', paused' : ''}`;
  return `  ${channel.padEnd(6)} ${name} (${kind}), priority ${priority}${off}${healthWords(state)}`;
}

function alertLine({ kind, detail, since }: AlertRecord): string {
  return `  ${new Date(since).toISOString()}  ${kind}  ${detail}`;
}

function deliveryLine(delivery: DeliveryRecord): string {
  const { createdAt, status, addressMasked, reason, attempts } = delivery;
  const why = attempts.at(-1)?.detail ?? reason ?? 'no attempt';
  return `  ${new Date(createdAt).toISOString()}  ${status.padEnd(11)} ${addressMasked}  ${why}`;
}

function section(title: string, lines: readonly string[], empty: string): string {
  return `\n${title}\n${lines.length > 0 ? lines.join('\n') : `  ${empty}`}`;
}

/** In the order in which they are asked. */
function providerLines({ providers, breakers, paused }: Status): string[] {
  return (providers ?? [])
    .toSorted((a, b) => a.channel.localeCompare(b.channel) || a.priority - b.priority || a.name.localeCompare(b.name))
    .map((provider) => providerLine(provider, breakers.get(provider.id), paused));
}

function statusText(status: Status): string {
  const { readiness, warnings, redis, queues, storeFault, providers, paused, alerts, undelivered } = status;
  const { problems, degraded } = readiness;
  return [
    problems.length === 0 ? 'Ready.' : `Not ready:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    ...degraded.map((part) => `Degraded: the ${part} does not answer${storeFault ? `: ${storeFault}` : ''}.`),
    ...warnings.map((warning) => `Warning: ${warning}.`),
    section('Redis', redis ? [redisLine(redis)].map((line) => `  ${line}`) : [], 'does not answer'),
    section(
      'Queues',
      queues.map((queue) => queueLine(queue, paused)),
      'cannot be read',
    ),
    section('Providers', providerLines(status), providers ? 'none: no code can be sent' : 'cannot be read'),
    section('Alerts', (alerts ?? []).map(alertLine), alerts ? 'none' : 'cannot be read'),
    section('Latest deliveries that did not arrive', undelivered.map(deliveryLine), 'none'),
  ].join('\n');
}

export const command: Command = {
  usage: '',
  description:
    'Tells whether the parts work together, how long the queues are and for how long their oldest job waits, how the providers\n' +
    'do, which alerts are open, and why the latest deliveries did not arrive. Exit code 1 when it is not ready.',
  options: installationOptions,
  examples: ['./otpost status', './otpost status --data .otpost'],
  async run(input) {
    const config = readInstallation(input);
    if (!hasStore(config))
      throw new CommandError(`Nothing was ever started with the data directory ${config.dataDirectory}.`);
    const status = await readStatus(config);
    console.log(statusText(status));
    return status.readiness.problems.length === 0 ? 0 : 1;
  },
};
