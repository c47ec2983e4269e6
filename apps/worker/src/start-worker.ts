import { randomBytes } from 'node:crypto';
import { createBreakers } from '@otpost/core/breaker/breakers';
import { keepFailedDeliveries } from '@otpost/core/dead-letter/keep-dead-letters';
import type { DeliverContext } from '@otpost/core/delivery/deliver-context';
import { sweepShards } from '@otpost/core/delivery/sweep-shards';
import { createRecorder, eventsPerShard } from '@otpost/core/history/recorder';
import { shardCount } from '@otpost/core/ids';
import { suppressRecipients } from '@otpost/core/suppression/suppress-address';
import { eventsOfHistory } from '@otpost/core/webhook/events-of-history';
import { oweWebhookMessages } from '@otpost/core/webhook/owe-webhook-messages';
import type { WebhookTryReport } from '@otpost/core/webhook/send-webhook-messages';
import { connectConsumerRedis } from '@otpost/process/connect-redis';
import type { Metrics } from '@otpost/process/metric-catalogue';
import type { OpenProcess } from '@otpost/process/open-process';
import type { ProviderRegistry } from '@otpost/provider-kit/provider-registry';
import { createClockGuard } from './clock-guard.js';
import { countEnded } from './count-ended.js';
import { startDeliverJobs } from './jobs/deliver.js';
import { leasedTasks } from './leased-tasks.js';
import { createPostWebhook } from './post-webhook.js';
import { createProviderPool } from './provider-pool.js';
import { repeat } from './repeat.js';
import { runByLease } from './run-by-lease.js';
import { createWebhookSenders } from './send-webhooks.js';
import { createTellOperator } from './tell-operator.js';
import { createOutageWatch } from './watch-outages.js';

const sweepPauseMilliseconds = 2000;
/** The events of one message come within it, so that most are folded and written together. */
const recordPauseMilliseconds = 1000;
/** Half of what a round may move: a backlog, which is followed by the next round at once. */
const busyRecorderEvents = (shardCount * eventsPerShard) / 2;
const webhookPauseMilliseconds = 1000;
const outageLookMilliseconds = 5000;
const always = Number.POSITIVE_INFINITY;

function countWebhookTry(metrics: Metrics, { outcome, ageMilliseconds }: WebhookTryReport): void {
  metrics.webhookTries.inc({ outcome });
  if (outcome === 'delivered') metrics.webhookDelay.observe(ageMilliseconds / 1000);
}

export interface RunningWorker {
  /** Takes no more work, finishes what is under way, records what is left. */
  stop(): Promise<void>;
}

/** Starts everything a worker does: deliveries, the sweeper, the recorder and the purge. Any number of workers may run. */
export function startWorker(opened: OpenProcess, registry: ProviderRegistry): RunningWorker {
  const { context, config, metrics } = opened;
  const complain = (what: string) => (error: unknown) => context.warn(what, { error });
  const consumerRedis = connectConsumerRedis(config.redisUrl, complain('Redis is not available to the queue'));
  const providers = createProviderPool(registry, context.settings, {
    now: context.now,
    allowPrivateAddresses: config.allowPrivateWebhooks,
  });
  const deliverContext: DeliverContext = {
    ...context,
    providers,
    breakers: createBreakers(context),
    random: Math.random,
    report: ({ channel, provider, outcome, providerMilliseconds }) => {
      metrics.deliveries.inc({ channel, provider: provider ?? 'none', outcome });
      metrics.providerDuration.observe({ provider: provider ?? 'none', outcome }, providerMilliseconds / 1000);
    },
  };
  const deliveries = startDeliverJobs({
    context: deliverContext,
    connection: consumerRedis,
    channels: config.workerChannels,
    concurrency: config.workerConcurrency,
    metrics,
  });
  const recorder = createRecorder({
    live: context.live,
    store: context.store,
    name: randomBytes(12).toString('hex'),
    owe: async (events, batch) => oweWebhookMessages(context, await eventsOfHistory(context, events, batch)),
    follow: async (events, deliveries) => {
      await suppressRecipients(context, events, deliveries);
      await keepFailedDeliveries(context, events, deliveries, (kind) => metrics.deadLetters.inc({ kind }));
    },
    onEnded: (challenge) => countEnded(metrics, challenge),
  });
  const sweep = () => sweepShards(context, ({ channel }) => metrics.sweeperRings.inc({ channel }));
  const sweeper = repeat(sweep, sweepPauseMilliseconds, always, complain('The sweeper failed'));
  const recording = repeat(
    () => recorder.record(),
    recordPauseMilliseconds,
    busyRecorderEvents,
    complain('Events could not be recorded; they wait in Redis'),
  );
  const inTime = createClockGuard({ ...context, redis: opened.redis });
  const { alertWebhookUrl, publicUrl: installation } = config;
  const tell = createTellOperator({ url: alertWebhookUrl, installation, log: opened.log, warn: context.warn });
  const outageWatch = createOutageWatch({ ready: () => opened.ready(), tell, now: context.now });
  const watching = repeat(outageWatch, outageLookMilliseconds, always, complain('Outages could not be looked for'));
  const leased = leasedTasks(opened, tell).map((task) => {
    const round = inTime(() => runByLease(context.live, task, () => performance.now()));
    return repeat(round, task.pauseMilliseconds, always, complain(task.complaint));
  });
  const post = createPostWebhook({ allowPrivateAddresses: config.allowPrivateWebhooks });
  const complainOfWebhooks = complain('Webhooks could not be sent; they wait in the store');
  const report = (tried: WebhookTryReport) => countWebhookTry(metrics, tried);
  const senders = createWebhookSenders({ ...context, post, report, random: Math.random }, complainOfWebhooks);
  const telling = repeat(
    inTime(() => senders.start()),
    webhookPauseMilliseconds,
    always,
    complainOfWebhooks,
  );
  return {
    stop: async () => {
      const tasks = [sweeper, telling, watching, ...leased];
      await Promise.all([deliveries.stop(), ...tasks.map((task) => task.stop())]);
      await senders.stop();
      await recording.stop();
      await recorder.record().catch(complain('Events could not be recorded; they wait in Redis'));
      await recorder.release().catch(complain('Leases could not be released; they end by themselves'));
      await providers.close();
      consumerRedis.disconnect();
    },
  };
}
