import type { HistogramConfiguration, MetricConfiguration } from 'prom-client';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/**
 * Every metric of Otpost. Labels take values from short lists that we or an admin's settings keep: route patterns (never
 * paths), provider ids, statuses. No label holds an address, an application or an id that grows with the traffic (SECURITY H9).
 */

/** From a Redis round trip to the longest wait a caller has. */
const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** Queue waits and providers go on where requests have timed out. */
const longSecondsBuckets = [0.005, 0.015, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30, 60, 300];

type Described<Label extends string> = readonly [name: string, help: string, labelNames: readonly Label[]];

function configuration<Label extends string>(
  registry: Registry,
  [name, help, labelNames]: Described<Label>,
): MetricConfiguration<Label> {
  return { name: `otpost_${name}`, help, labelNames, registers: [registry] };
}

function makers(registry: Registry) {
  return {
    counter: <Label extends string = never>(...described: Described<Label>) =>
      new Counter<Label>(configuration(registry, described)),
    gauge: <Label extends string = never>(...described: Described<Label>) =>
      new Gauge<Label>(configuration(registry, described)),
    histogram: <Label extends string = never>(buckets: number[], ...described: Described<Label>) =>
      new Histogram<Label>({ ...configuration(registry, described), buckets } satisfies HistogramConfiguration<Label>),
  };
}

/** Creates the whole catalogue in a registry. Times are in seconds, ages too. */
export function metricCatalogue(registry: Registry) {
  const { counter, gauge, histogram } = makers(registry);
  return {
    httpRequests: counter('http_requests_total', 'Requests answered, by route pattern', ['method', 'route', 'status']),
    httpDuration: histogram(secondsBuckets, 'http_request_duration_seconds', 'From request to answer', [
      'method',
      'route',
    ]),
    challenges: counter('challenges_total', 'Creates of challenges, by what became of them', ['channel', 'result']),
    challengesEnded: counter('challenges_ended_total', 'Challenges that ended, by their last status', [
      'channel',
      'status',
    ]),
    conversions: counter('conversions_total', 'Ended SMS challenges by country of the number, approved or not', [
      'country',
      'approved',
    ]),
    checks: counter('checks_total', 'Checks of codes: right or wrong', ['result']),
    limitsReached: counter('limits_reached_total', 'Requests refused by a limit', ['limit']),
    deliveries: counter('deliveries_total', 'Handovers of deliveries to providers', ['channel', 'provider', 'outcome']),
    providerDuration: histogram(longSecondsBuckets, 'provider_duration_seconds', 'One handover to a provider', [
      'provider',
      'outcome',
    ]),
    receipts: counter('receipts_total', 'Receipts of providers, by what they said and what became of them', [
      'provider',
      'status',
      'result',
    ]),
    deadLetters: counter('dead_letters_total', 'Deliveries and jobs that were kept to be sent again', ['kind']),
    queueWait: histogram(longSecondsBuckets, 'queue_wait_seconds', 'From accepted to first opened attempt', [
      'channel',
    ]),
    queueDepth: gauge('queue_depth', 'Jobs that wait', ['channel']),
    queueWorkers: gauge(
      'queue_workers',
      'Workers that take from the queue; not told where Redis lists no connections',
      ['channel'],
    ),
    oldestWaitingJob: gauge('oldest_waiting_job_seconds', 'Age of the oldest job that a worker may take', ['channel']),
    sweeperRings: counter('sweeper_rings_total', 'Deliveries that had not moved and were rung for again', ['channel']),
    recorderLag: gauge('recorder_lag_events', 'Events in Redis that the recorder has not yet moved to the store', []),
    breakerState: gauge(
      'provider_breaker_state',
      'Of each enabled provider: 0 closed, 1 open, 2 out for its configuration',
      ['provider'],
    ),
    webhookTries: counter('webhook_tries_total', 'Tries to tell an application by webhook', ['outcome']),
    webhookDelay: histogram(longSecondsBuckets, 'webhook_delay_seconds', 'From an owed event until it was taken', []),
    alertsOpen: gauge('alerts_open', 'Alerts that are open, by kind', ['kind']),
    redisUp: gauge('redis_up', '1 while Redis answers, of a cluster every master', []),
    redisDiskWrites: gauge(
      'redis_disk_writes',
      '0 while Redis cannot write its append-only file and refuses writes, of a cluster any master',
      [],
    ),
    redisMemoryRatio: gauge(
      'redis_memory_ratio',
      'Used memory of Redis as a part of its maxmemory, of a cluster that of the fullest master',
      [],
    ),
    storeUp: gauge('store_up', '1 while the store answers', []),
  };
}

export type Metrics = ReturnType<typeof metricCatalogue>;
