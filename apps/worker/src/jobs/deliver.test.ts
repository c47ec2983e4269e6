import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { createBreakers } from '@otpost/core/breaker/breakers';
import { deliver } from '@otpost/core/delivery/deliver';
import type { DeliverContext } from '@otpost/core/delivery/deliver-context';
import { createProvider } from '@otpost/core/settings/providers/create-provider';
import { deleteProvider } from '@otpost/core/settings/providers/delete-provider';
import { createSuppression } from '@otpost/core/suppression/change-suppressions';
import { loadProviders } from '@otpost/providers/load-providers';
import { smtpConfig, webhookConfig } from '@otpost/test/servers/furnish';
import { type MessageSink, startMessageSink } from '@otpost/test/servers/message-sink';
import { testActor as actor, testKinds } from '@otpost/test/settings/open-test-process';
import { newApplication, start } from '@otpost/test/users/challenges-of-users';
import { sharedStores } from '@otpost/test/users/each-store';
import { useProcesses } from '@otpost/test/users/use-processes';
import { createProviderPool, type OpenProviderPool } from '../provider-pool.js';

const environment = { now: Date.now, allowPrivateAddresses: true };
const kinds = { ...testKinds, environment };
const [[, share]] = sharedStores as [(typeof sharedStores)[number]];

// No sweeper runs here: what happens, the job itself does.
describe('a job whose first channel cannot deliver', () => {
  const one = useProcesses(share);
  let sink: MessageSink;
  let pool: OpenProviderPool;
  let context: DeliverContext;
  let smsProviderId: string;
  let numbers = 0;

  async function connect(channel: 'email' | 'sms', kind: string, config: Record<string, unknown>): Promise<string> {
    const scope = { weight: 1, countries: [], applications: [], enabled: true, priority: -1 };
    const input = { channel, kind, name: `${kind} ${(numbers += 1)}`, config, ...scope };
    const { id } = await createProvider(one.context, { actor, kinds, input });
    await one.context.settings.refresh();
    return id;
  }
  const connectSms = () => connect('sms', 'webhook', webhookConfig(sink.sms.origin));

  beforeAll(async () => {
    sink = await startMessageSink();
    pool = createProviderPool(await loadProviders([], process.cwd()), one.context.settings, environment);
    const rest = { random: () => 0.5, report: () => undefined };
    context = { ...one.context, providers: pool, breakers: createBreakers(one.context), ...rest };
    await connect('email', 'smtp', smtpConfig(sink.mail.port));
    smsProviderId = await connectSms();
  });
  afterAll(async () => {
    await pool.close();
    await sink.close();
  });

  const newApplicationId = () => newApplication([one.context], { smsCountries: ['*'] });
  const newPlaces = () => ({
    sms: `+49151${String((numbers += 1)).padStart(8, '3')}`,
    email: `person-${numbers}@example.com`,
  });
  const read = async (id: string) => await context.live.challenges.read(id);
  /** Works off the bells, as a worker would. */
  async function work(id: string): Promise<void> {
    for (let ring = one.first.rings.shift(); ring; ring = one.first.rings.shift()) {
      if (ring.id === id) await deliver(context, ring);
    }
  }
  async function suppress(applicationId: string, channel: 'email' | 'sms', address: string): Promise<void> {
    const input = { applicationId, channel, address, reason: 'opted_out' } as const;
    await createSuppression(context, { actor, input });
  }

  one.test('since its address is suppressed, rings for the next one itself, and the answer told nothing', async () => {
    const applicationId = await newApplicationId();
    const to = newPlaces();
    await suppress(applicationId, 'sms', to.sms);
    const view = await start(context, applicationId, { channel: 'sms', to, fallback: ['email'] });
    expect(view).toMatchObject({ status: 'pending', delivery: { status: 'queued' } });
    await work(view.id);
    expect(sink.messagesOf(view.id).map((message) => message.to)).toEqual([to.email]);
    expect(await read(view.id)).toMatchObject({
      status: 'pending',
      sends: [
        { status: 'failed', reason: 'suppressed', attempts: [] },
        { status: 'sent', via: { channel: 'email' } },
      ],
    });
  });

  one.test('since its address is suppressed, goes on also when the code is asked for again', async () => {
    const applicationId = await newApplicationId();
    const to = newPlaces();
    await suppress(applicationId, 'sms', to.sms);
    const ask = () => start(context, applicationId, { channel: 'sms', to, fallback: ['email'] });
    const { id } = await ask();
    await work(id);
    one.first.testLive.advance(61_000);
    expect(await ask()).toMatchObject({ id, status: 'pending' });
    await work(id);
    expect(sink.messagesOf(id).map((message) => message.to)).toEqual([to.email, to.email]);
    expect(await read(id)).toMatchObject({ status: 'pending', via: 'email', send: 4 });
  });

  one.test('when both addresses are suppressed, ends the challenge at once', async () => {
    const applicationId = await newApplicationId();
    const to = newPlaces();
    await suppress(applicationId, 'sms', to.sms);
    await suppress(applicationId, 'email', to.email);
    const { id } = await start(context, applicationId, { channel: 'sms', to, fallback: ['email'] });
    await work(id);
    expect(sink.messagesOf(id)).toEqual([]);
    expect(await read(id)).toMatchObject({ status: 'undeliverable', reason: 'suppressed' });
  });

  one.test('since another worker died before it went on, goes on when it is rung again', async () => {
    const applicationId = await newApplicationId();
    const to = newPlaces();
    await suppress(applicationId, 'sms', to.sms);
    const { id } = await start(context, applicationId, { channel: 'sms', to, fallback: ['email'] });
    await context.live.challenges.openAttempt(id, 1, 15_000);
    await work(id);
    expect(sink.messagesOf(id).map((message) => message.to)).toEqual([to.email]);
  });

  one.test('since nobody carries it any more, rings for the next one itself', async () => {
    const applicationId = await newApplicationId();
    const to = newPlaces();
    const { id } = await start(context, applicationId, { channel: 'sms', to, fallback: ['email'] });
    await deleteProvider(context, { actor, id: smsProviderId });
    await context.settings.refresh();
    await work(id);
    smsProviderId = await connectSms();
    expect(sink.messagesOf(id).map((message) => message.to)).toEqual([to.email]);
    expect(await read(id)).toMatchObject({
      status: 'pending',
      sends: [{ status: 'failed', reason: 'no_provider' }, { status: 'sent' }],
    });
  });
});
