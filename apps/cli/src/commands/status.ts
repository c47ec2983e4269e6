import type { DeliveryRecord, ProviderRecord } from '@otpost/core/records';
import { type Command, CommandError } from '../command.js';
import { installationOptions, readInstallation } from '../installation/read-installation.js';
import { type QueueStatus, type RedisStatus, readStatus, type Status } from '../installation/read-status.js';
import { hasStore } from '../installation/with-store.js';

function redisLine({ version, usedMegabytes, limitMegabytes }: RedisStatus): string {
  return `${version}, ${usedMegabytes} MB used ${limitMegabytes ? `of ${limitMegabytes} MB` : 'without a limit'}`;
}

function queueLine({ channel, waiting, oldestWaitsSeconds }: QueueStatus): string {
  const age = oldestWaitsSeconds === undefined ? '' : `, the oldest for ${oldestWaitsSeconds} s`;
  return `  ${channel.padEnd(6)} ${waiting} waiting${age}`;
}

function providerLine({ name, channel, kind, priority, enabled }: ProviderRecord): string {
  return `  ${channel.padEnd(6)} ${name} (${kind}), priority ${priority}${enabled ? '' : ', switched off'}`;
}

function deliveryLine(delivery: DeliveryRecord): string {
  const { createdAt, status, addressMasked, reason, attempts } = delivery;
  const why = attempts.at(-1)?.detail ?? reason ?? 'no attempt';
  return `  ${new Date(createdAt).toISOString()}  ${status.padEnd(11)} ${addressMasked}  ${why}`;
}

function section(title: string, lines: readonly string[], empty: string): string {
  return `\n${title}\n${lines.length > 0 ? lines.join('\n') : `  ${empty}`}`;
}

function statusText({ readiness, redis, queues, providers, undelivered }: Status): string {
  const { problems, degraded } = readiness;
  return [
    problems.length === 0 ? 'Ready.' : `Not ready:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    ...degraded.map((part) => `Degraded: the ${part} does not answer.`),
    section('Redis', redis ? [redisLine(redis)].map((line) => `  ${line}`) : [], 'does not answer'),
    section('Queues', queues.map(queueLine), 'cannot be read'),
    section(
      'Providers',
      (providers ?? []).map(providerLine),
      providers ? 'none: no code can be sent' : 'cannot be read',
    ),
    section('Latest deliveries that did not arrive', undelivered.map(deliveryLine), 'none'),
  ].join('\n');
}

export const command: Command = {
  usage: '',
  description:
    'Tells whether the parts work together, how long the queues are and for how long their oldest job waits, which providers stand,\n' +
    'and why the latest deliveries did not arrive. Exit code 1 when it is not ready.',
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
