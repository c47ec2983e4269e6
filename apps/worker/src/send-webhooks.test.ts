import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from '@jest/globals';
import type { WebhookRecord } from '@otpost/core/records';
import { createWebhook, getWebhook, updateWebhook } from '@otpost/core/webhook/manage-webhook';
import { oweWebhookMessages } from '@otpost/core/webhook/owe-webhook-messages';
import type { WebhookTryOutcome } from '@otpost/core/webhook/send-webhook-messages';
import { listWebhookMessages } from '@otpost/core/webhook/webhook-messages';
import { type FakeHttp, startFakeHttp } from '@otpost/provider-kit/fakes/start-fake-http';
import { eventually } from '@otpost/test/servers/eventually';
import { testActor } from '@otpost/test/settings/open-test-process';
import { sharedStores } from '@otpost/test/users/each-store';
import { useProcesses } from '@otpost/test/users/use-processes';
import { createPostWebhook } from './post-webhook.js';
import { createWebhookSenders } from './send-webhooks.js';

const post = createPostWebhook({ allowPrivateAddresses: true });
const hour = 3_600_000;
let now = Date.now();

describe.each(sharedStores)('sending to webhooks from %s', (_name, share) => {
  const two = useProcesses(share, { count: 2, now: () => now });
  let fake: FakeHttp;
  let keys = 0;
  beforeAll(() => {
    now = Date.now();
  });
  beforeEach(async () => {
    fake = await startFakeHttp({ accepted: () => ({ status: 204, headers: {}, body: '' }) });
  });
  afterEach(() => fake.close());
  afterAll(() => {
    now = Date.now();
  });

  const outcomes: WebhookTryOutcome[] = [];
  const failures: unknown[] = [];
  const sender = (index: number) =>
    createWebhookSenders(
      { ...two.at(index), post, random: () => 0.5, report: ({ outcome }) => outcomes.push(outcome) },
      (error) => failures.push(error),
    );
  /** What is due now is sent by as many workers as there are, at once. */
  const round = async (workers = [sender(0), sender(1)]) => {
    await Promise.all(two.contexts.map(({ settings }) => settings.refresh()));
    await Promise.all(workers.map((worker) => worker.start()));
    await Promise.all(workers.map((worker) => worker.idle()));
  };

  async function made(origin = fake.origin): Promise<{ applicationId: string; webhookId: string }> {
    const { applicationId } = two;
    const input = { url: `${origin}/hook`, events: [], description: null, enabled: true };
    const { id: webhookId } = await createWebhook(two.context, { applicationId, actor: testActor, input });
    await Promise.all(two.contexts.map(({ settings }) => settings.refresh()));
    return { applicationId, webhookId };
  }

  async function owe(count: number): Promise<void> {
    const { applicationId } = two;
    const events = Array.from({ length: count }, () => {
      keys += 1;
      return { applicationId, userId: null, type: 'factor.added', key: `key ${keys}`, at: now, data: {} } as const;
    });
    await oweWebhookMessages(two.context, events);
    // A replay, as after a death between rows and cursor: it makes no second message.
    await oweWebhookMessages(two.at(1), events);
  }

  const messagesOf = async (of: { applicationId: string; webhookId: string }) =>
    (await listWebhookMessages(two.context, { ...of, input: { limit: 200 } })).messages;
  const received = () => fake.received.map(({ headers }) => String(headers['webhook-id']));
  /** The webhooks of a test get nothing of the next one. */
  async function retire({ applicationId, webhookId }: { applicationId: string; webhookId: string }): Promise<void> {
    const { version } = await getWebhook(two.context, { applicationId, webhookId });
    const request = { applicationId, webhookId, actor: testActor, input: { version, enabled: false } };
    await updateWebhook(two.context, request);
  }

  two.test('two workers at once send each message once', async () => {
    const of = await made();
    await owe(60);
    await round();
    expect(received()).toHaveLength(60);
    expect(new Set(received()).size).toBe(60);
    expect((await messagesOf(of)).every(({ status, attempts }) => status === 'delivered' && attempts === 1)).toBe(true);
    await round();
    expect(received()).toHaveLength(60);
    await retire(of);
  });

  two.test('what waits longest goes first: a stream of new messages starves none', async () => {
    const of = await made();
    await owe(1);
    const [oldest] = await messagesOf(of);
    now += 1000;
    // More than one look takes, so that the newest alone would fill it.
    await owe(60);
    await round([sender(0)]);
    expect(received()).toHaveLength(61);
    expect(received().slice(0, 20)).toContain(oldest?.id);
    await retire(of);
  });

  two.test(
    'what fails is tried for three days by one id, then the webhook is switched off and audited once',
    async () => {
      const of = await made();
      fake.behaveAlways({ kind: 'answer', status: 503 });
      const from = now;
      await owe(1);
      const waits: number[] = [];
      for (;;) {
        await round();
        const [message] = await messagesOf(of);
        if (message?.nextAttemptAt === null) break;
        const next = Date.parse(message?.nextAttemptAt ?? '');
        // Nothing is sent before its time.
        await round();
        waits.push(next - now);
        now = next;
      }
      expect(waits.slice(0, 4)).toEqual([5000, 30_000, 120_000, 600_000]);
      expect(now - from).toBeGreaterThan(60 * hour);
      expect(now - from).toBeLessThan(80 * hour);
      expect(received()).toHaveLength(waits.length + 1);
      expect(new Set(received()).size).toBe(1);
      const [message] = await messagesOf(of);
      expect(message).toMatchObject({ status: 'failed', lastAnswer: '503', attempts: waits.length + 1 });
      expect(message?.tries).toHaveLength(waits.length + 1);
      expect(await getWebhook(two.context, of)).toMatchObject({ enabled: false, disabledReason: 'failing' });
      const audit = await two.context.store.audit.list({ action: { equals: 'webhook.switch_off' } });
      expect(audit.filter(({ target }) => target === of.webhookId).map(({ phase }) => phase)).toEqual([
        'intended',
        'done',
      ]);
    },
  );

  two.test('many answers of 410 at once switch it off once, and nothing is sent to it any more', async () => {
    const of = await made();
    fake.behaveAlways({ kind: 'answer', status: 410 });
    await owe(15);
    await round([sender(0)]);
    expect(await getWebhook(two.context, of)).toMatchObject({ enabled: false, disabledReason: 'gone' });
    const audit = await two.context.store.audit.list({ action: { equals: 'webhook.switch_off' } });
    expect(audit.filter(({ target }) => target === of.webhookId)).toHaveLength(2);
    await round();
    await owe(1);
    await round();
    // What comes meanwhile is kept for one who sends it by hand.
    const asked = (await messagesOf(of)).map(({ attempts, status }) => `${status} ${attempts}`);
    expect(asked.toSorted()).toEqual(['failed 0', ...Array.from({ length: 15 }, () => 'failed 1')]);
  });

  two.test('one that takes other messages is not switched off for one that it refuses', async () => {
    const of = await made();
    await owe(1);
    const [refused] = await messagesOf(of);
    fake.behaveAlways(({ headers }) =>
      headers['webhook-id'] === refused?.id ? { kind: 'answer', status: 400 } : { kind: 'accept' },
    );
    for (let tries = 0; tries < 13; tries += 1) {
      await round();
      now += 30 * hour;
      await owe(1);
    }
    const statuses = (await messagesOf(of)).map(({ id, status }) => [id === refused?.id, status]);
    expect(statuses).toContainEqual([true, 'failed']);
    expect(await getWebhook(two.context, of)).toMatchObject({ enabled: true, disabledReason: null });
    await retire(of);
  });

  two.test('a worker that dies between the answer and its record: it is sent again by the same id', async () => {
    const of = await made();
    await owe(1);
    const dying = createWebhookSenders(
      {
        ...two.context,
        random: () => 0.5,
        report: () => undefined,
        post: async (message) => {
          await post(message);
          throw new Error('killed');
        },
      },
      () => undefined,
    );
    await round([dying]);
    await round();
    // Its lease holds: it may still be at work.
    expect(received()).toHaveLength(1);
    now += 16_000;
    await round();
    expect(received()).toHaveLength(2);
    expect(new Set(received()).size).toBe(1);
    expect(await messagesOf(of)).toMatchObject([{ status: 'delivered' }]);
    await retire(of);
  });

  two.test('what cannot be read is in the way of nothing', async () => {
    const of = await made();
    await owe(3);
    const { webhookMessages } = two.context.store;
    const [broken] = await webhookMessages.list({ webhookId: { equals: of.webhookId } });
    if (!broken) throw new Error('It is there');
    await webhookMessages.replace({ ...broken, version: 2, payloadSealed: 'v1.nonsense' }, 1);
    await round();
    expect(received()).toHaveLength(2);
    const messages = await messagesOf(of);
    expect(messages.find(({ id }) => id === broken.id)).toMatchObject({ status: 'failed', lastAnswer: 'unreadable' });
    expect(await getWebhook(two.context, of)).toMatchObject({ enabled: true });
    await retire(of);
  });

  two.test('a webhook of an application whose key is gone is left out, and the others go on', async () => {
    const of = await made();
    const { webhooks } = two.context.store;
    const own = await webhooks.get(of.webhookId);
    const orphan: WebhookRecord = { ...(own as WebhookRecord), id: `whk_orphan${keys}`, applicationId: 'app_gone' };
    await webhooks.insert(orphan);
    await two.context.store.raiseSettingsVersion();
    await Promise.all(two.contexts.map(({ settings }) => settings.refresh()));
    expect(two.context.settings.current().webhooks.map(({ id }) => id)).not.toContain(orphan.id);
    const event = { userId: null, type: 'factor.added', key: `orphan ${keys}`, at: now, data: {} } as const;
    await oweWebhookMessages(two.context, [
      { ...event, applicationId: 'app_gone' },
      { ...event, applicationId: two.applicationId },
    ]);
    await round();
    expect(received()).toHaveLength(1);
    await webhooks.delete(orphan.id);
    await retire(of);
  });

  two.test('one that hangs holds up no other', async () => {
    const hung = await startFakeHttp({ accepted: () => ({ status: 204, headers: {}, body: '' }) });
    hung.behaveAlways({ kind: 'hang' });
    const all = [await made(hung.origin), await made()];
    await owe(40);
    const worker = sender(0);
    await worker.start();
    await eventually('the other has all', () => received().length === 40);
    expect(hung.received.length).toBeLessThanOrEqual(20);
    await hung.close();
    for (const one of all) await retire(one);
    await worker.stop();
  });

  two.test('of many webhooks each has its turn', async () => {
    const { context } = two;
    const base = (await context.store.webhooks.list({}))[0] as WebhookRecord;
    const webhooks = Array.from({ length: 250 }, (_, index) => ({ ...base, id: `whk_${index}`, enabled: true }));
    const looked = new Set<unknown>();
    const store = {
      ...context.store,
      webhookMessages: {
        ...context.store.webhookMessages,
        lowest: async (where: { webhookId?: { equals?: unknown } }) => {
          looked.add(where.webhookId?.equals);
          return [];
        },
      },
    };
    const settings = { ...context.settings, current: () => ({ ...context.settings.current(), webhooks }) };
    const worker = createWebhookSenders(
      { ...context, store, settings, post, random: () => 0.5, report: () => undefined },
      (error) => failures.push(error),
    );
    for (const count of [100, 200, 250]) {
      await worker.start();
      await worker.idle();
      expect(looked.size).toBe(count);
    }
    expect(failures).toEqual([]);
    expect(outcomes).toContain('retried');
  });
});
