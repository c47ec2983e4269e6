import { randomBytes } from 'node:crypto';
import { describe, expect } from '@jest/globals';
import type { Context } from '@otpost/core/context';
import { fallBack } from '@otpost/core/delivery/fall-back';
import { OtpostError } from '@otpost/core/errors';
import { purgeHistory } from '@otpost/core/history/purge-history';
import { purgeLeftovers } from '@otpost/core/history/purge-leftovers';
import { createRecorder, type RecorderDependencies } from '@otpost/core/history/recorder';
import { newLiveId } from '@otpost/core/ids';
import type { ClosedAttempt } from '@otpost/core/live-port';
import { tellWaitingNews } from '@otpost/core/notice/tell-waiting-news';
import type { WebhookMessageRecord } from '@otpost/core/records';
import type { SettingsPatch } from '@otpost/core/settings/applications/settings-patch';
import { createProvider } from '@otpost/core/settings/providers/create-provider';
import { eventsOfHistory, eventsOfLost } from '@otpost/core/webhook/events-of-history';
import { createWebhook } from '@otpost/core/webhook/manage-webhook';
import { oweWebhookMessages, payloadContext } from '@otpost/core/webhook/owe-webhook-messages';
import type { WebhookEventType } from '@otpost/core/webhook/webhook-events';
import { webhookPayloadSchema } from '@otpost/core/webhook/webhook-payload';
import { testActor, testKinds } from '../settings/open-test-process.js';
import { check, codeOf, newApplication, start } from '../users/challenges-of-users.js';
import { sharedStores } from '../users/each-store.js';
import { happen, happenUntold } from '../users/happen.js';
import { makePerson } from '../users/make-person.js';
import { useProcesses } from '../users/use-processes.js';

const day = 86_400_000;
let now = Date.now();
let people = 0;

describe.each(sharedStores)('what webhooks are owed on %s', (_name, share) => {
  const one = useProcesses(share, { now: () => now });

  /** An application of its own, and where it is told. */
  async function listener(events: readonly ['challenge.approved'] | [] = [], settings: SettingsPatch = {}) {
    const { context } = one;
    const applicationId = await newApplication([context], settings);
    const input = { url: 'https://shop.example/hook', events: [...events], description: null, enabled: true };
    const { id: webhookId } = await createWebhook(context, { applicationId, actor: testActor, input });
    await context.settings.refresh();
    return { applicationId, webhookId };
  }

  /** As a worker, whose provider says this. */
  async function answer(id: string, send: number, outcome: ClosedAttempt['outcome'], attempt = 1): Promise<void> {
    await one.context.live.challenges.closeAttempt({
      id,
      send,
      attempt,
      provider: `prv_${attempt}`,
      outcome,
      detail: 'said so',
      providerCode: '250',
      providerMessageId: null,
      decision: { kind: 'stop', reason: 'refused' },
    });
  }
  async function handOver(id: string, send: number, outcome: ClosedAttempt['outcome']): Promise<void> {
    await one.context.live.challenges.openAttempt(id, send, 15_000);
    await answer(id, send, outcome);
  }

  /** A challenge that is sent and then approved. */
  async function approved(applicationId: string, user?: string) {
    const { context } = one;
    people += 1;
    const to = `canary.person${people}@example.com`;
    const { id } = await start(context, applicationId, { channel: 'email', ...(user ? { user } : { to }) });
    await handOver(id, 1, 'accepted');
    const code = await codeOf(context, id);
    await check(context, applicationId, id, { code });
    return { id, code, to };
  }

  const owing = (context: Context): NonNullable<RecorderDependencies['owe']> => {
    return async (events, batch) => oweWebhookMessages(context, await eventsOfHistory(context, events, batch));
  };
  async function record(changes: Partial<Pick<RecorderDependencies, 'store' | 'owe'>> = {}): Promise<void> {
    const { context } = one;
    const { live } = context;
    const dependencies = { live, store: context.store, name: `recorder ${people}`, owe: owing(context), ...changes };
    const recorder = createRecorder({ ...dependencies, onEnded: () => undefined });
    try {
      await recorder.record();
    } finally {
      await recorder.release();
    }
  }
  const rowsOf = ({ webhookId }: { webhookId: string }): Promise<WebhookMessageRecord[]> =>
    one.context.store.webhookMessages.list({ webhookId: { equals: webhookId } });
  const typesOf = async (of: { webhookId: string }) => (await rowsOf(of)).map(({ type }) => type).toSorted();
  /** As documented, or it fails. */
  const bodyOf = ({ id, applicationId, payloadSealed, type }: WebhookMessageRecord) => {
    const { keyring } = one.context.settings.current();
    const body = keyring.unseal(applicationId, payloadContext(id), payloadSealed);
    webhookPayloadSchema(type as WebhookEventType).parse(JSON.parse(body));
    return body;
  };

  one.test('is written when history has it, masked and without the code', async () => {
    const of = await listener();
    const { id, code, to } = await approved(of.applicationId);
    let statusThen: string | undefined;
    await record({
      owe: async (events, batch) => {
        statusThen = (await one.context.store.challenges.get(id))?.status;
        await owing(one.context)(events, batch);
      },
    });
    expect(statusThen).toBe('approved');
    const rows = await rowsOf(of);
    expect(rows.map(({ type }) => type).toSorted()).toEqual(['challenge.approved', 'delivery.sent']);
    for (const row of rows) {
      const body = bodyOf(row);
      expect([body.includes(to), body.includes(`"${code}"`), JSON.stringify(row).includes(to)]).toEqual([
        false,
        false,
        false,
      ]);
      expect(JSON.parse(body)).toMatchObject({
        type: row.type,
        data: { challengeId: id, channel: 'email', user: null },
      });
    }
  });

  one.test('of a send by a fallback names the channel and the address of that send', async () => {
    const { context } = one;
    const of = await listener([], { smsCountries: ['SI'] });
    const sms = { channel: 'sms', kind: 'webhook', name: 'SMS', config: { url: 'https://sms.example/send' } } as const;
    const input = { ...sms, weight: 1, countries: [], applications: [of.applicationId], enabled: true };
    await createProvider(context, { actor: testActor, kinds: testKinds, input });
    await context.settings.refresh();
    const to = { email: 'canary.fallback@example.com', sms: '+38640123456' };
    const { id } = await start(context, of.applicationId, { channel: 'email', to, fallback: ['sms'] });
    await handOver(id, 1, 'permanent');
    await fallBack(context, id);
    await handOver(id, 2, 'accepted');
    await record();
    const told = (await rowsOf(of)).map((row) => JSON.parse(bodyOf(row)));
    expect(told.toSorted((a, b) => a.type.localeCompare(b.type))).toMatchObject([
      { type: 'delivery.failed', data: { deliveryId: `${id}-1`, channel: 'email', to: 'c***@e***.com' } },
      { type: 'delivery.sent', data: { deliveryId: `${id}-2`, channel: 'sms', to: '+3864***3456' } },
    ]);
  });

  for (const [when, outcome, at, provider] of [
    ['while the next provider is asked, which takes it too', 'accepted', 'between', 'prv_2'],
    ['while the next provider is asked, which refuses it', 'permanent', 'between', 'prv_1'],
    ['after the next provider took it too', 'accepted', 'after', 'prv_1'],
  ] as const) {
    one.test(`of a message that arrives ${when}, is told once`, async () => {
      const { challenges, receipts } = one.context.live;
      const of = await listener();
      const { id } = await start(one.context, of.applicationId, { channel: 'email', to: 'canary.twice@example.com' });
      const told = { id, send: 1, attempt: 1, receipt: { provider: 'prv_1', status: 'delivered' } } as const;
      await handOver(id, 1, 'ambiguous');
      await challenges.openAttempt(id, 1, 15_000);
      if (at === 'between') await receipts.record(told);
      await answer(id, 1, outcome, 2);
      if (at === 'after') await receipts.record(told);
      await record();
      expect(await typesOf(of)).toEqual(['delivery.delivered', 'delivery.sent']);
      expect(await one.context.store.deliveries.get(`${id}-1`)).toMatchObject({
        status: 'delivered',
        provider,
        reason: null,
        sentAt: expect.any(Number),
        attempts: [{ outcome: 'accepted' }, { outcome }],
      });
    });
  }

  one.test('names the user as the application does, for erasure by our own id', async () => {
    const of = await listener(['challenge.approved']);
    const person = await makePerson(one.context, of.applicationId);
    await approved(of.applicationId, person.externalId);
    await record();
    const [row, ...more] = await rowsOf(of);
    if (!row) throw new Error('It is owed');
    expect(more).toEqual([]);
    expect(row.userId).toBe(person.userId);
    expect(JSON.parse(bodyOf(row)).data.user).toBe(person.externalId);
  });

  one.test('tells of a user what the document says', async () => {
    const of = await listener();
    const person = await makePerson(one.context, of.applicationId);
    for (const kind of ['factor_added', 'recovery_codes_made', 'reset', 'turned_off'] as const) {
      await happen(one.context, person.userId, { kind });
    }
    const rows = await rowsOf(of);
    for (const row of rows) bodyOf(row);
    const told = ['factor.added', 'recovery_codes.made', 'second_factor.turned_off', 'user.reset'];
    expect(rows.map(({ type }) => type).toSorted()).toEqual(told);
  });

  one.test('what a process that died left untold of a user is told by a worker, once', async () => {
    const of = await listener();
    const person = await makePerson(one.context, of.applicationId);
    await happenUntold(one.context, person.userId, { kind: 'factor_added', factor: 'My phone' });
    await happenUntold(one.context, person.userId, { kind: 'factor_removed', factor: 'Old phone' });
    await tellWaitingNews(one.context);
    expect(await rowsOf(of)).toEqual([]);
    now += 61_000;
    await Promise.all([1, 2, 3].map(() => tellWaitingNews(one.context)));
    expect(await typesOf(of)).toEqual(['factor.added', 'factor.removed']);
    expect(await person.stored()).toMatchObject({ news: null, newsSince: null });
  });

  one.test('a recorder that dies before its cursor owes nothing twice', async () => {
    const of = await listener();
    await approved(of.applicationId);
    const { store } = one.context;
    const saveAll = () => Promise.reject(new Error('killed'));
    await expect(record({ store: { ...store, cursors: { ...store.cursors, saveAll } } })).rejects.toThrow('killed');
    const before = await rowsOf(of);
    expect(before).toHaveLength(2);
    await record();
    expect(await rowsOf(of)).toEqual(before);
  });

  one.test('a store that fails while it is written loses nothing', async () => {
    const of = await listener();
    await approved(of.applicationId);
    const owe = () => Promise.reject(new OtpostError('unavailable', 'The store is away'));
    await expect(record({ owe })).rejects.toThrow('The store is away');
    expect(await rowsOf(of)).toEqual([]);
    await record();
    expect(await typesOf(of)).toEqual(['challenge.approved', 'delivery.sent']);
  });

  one.test('a challenge that the live state has lost is told as expired, once', async () => {
    const of = await listener();
    const { context } = one;
    const { id } = await approved(of.applicationId);
    await record({ owe: async () => undefined });
    const stored = await context.store.challenges.get(id);
    if (!stored) throw new Error('It is recorded');
    const longAgo = Date.now() - 3_600_000;
    const lost = {
      ...stored,
      id: newLiveId('ch', 7, randomBytes),
      status: 'pending',
      endedAt: null,
      expiresAt: longAgo,
    } as const;
    await context.store.challenges.saveNewer([lost]);
    const oweLost = async (records: Parameters<typeof eventsOfLost>[1]) => {
      const events = await eventsOfLost(context, records);
      // As one that died before the end was written, and was done again.
      await oweWebhookMessages(context, events);
      await oweWebhookMessages(context, events);
    };
    await purgeHistory({ ...context, oweLost }, { historyDays: 30, addressHours: 24 });
    expect((await context.store.challenges.get(lost.id))?.status).toBe('expired');
    const rows = await rowsOf(of);
    expect(rows.map((row) => JSON.parse(bodyOf(row)))).toMatchObject([
      { type: 'challenge.expired', data: { challengeId: lost.id, reason: 'lost' } },
    ]);
  });

  one.test('where nobody listens the store is not asked and nothing is written', async () => {
    const { context } = one;
    const settings = { ...context.settings, current: () => ({ ...context.settings.current(), webhooks: [] }) };
    const refuse = () => Promise.reject(new Error('The store was asked'));
    const { users, webhookMessages } = context.store;
    const store = {
      ...context.store,
      users: { ...users, get: refuse },
      webhookMessages: { ...webhookMessages, insert: refuse },
    };
    await approved(await newApplication([context]));
    await record({ owe: owing({ ...context, settings, store }) });
  });

  one.test('what waits outlives a short history for all of its tries; what ended goes with history', async () => {
    const of = await listener();
    await approved(of.applicationId);
    await record();
    const { webhookMessages } = one.context.store;
    const [first] = await rowsOf(of);
    if (!first) throw new Error('It is owed');
    await webhookMessages.replace({ ...first, version: 2, status: 'delivered', nextAt: null }, 1);
    const from = now;
    now = from + 2 * day;
    await purgeLeftovers(one.context, 1);
    expect((await rowsOf(of)).map(({ status }) => status)).toEqual(['waiting']);
    now = from + 8 * day;
    await purgeLeftovers(one.context, 1);
    expect(await rowsOf(of)).toEqual([]);
    now = from;
  });
});
