import { beforeAll, expect, test } from '@jest/globals';
import { consoleLooks, useConsole } from '@otpost/api/testing/use-console';
import { withChromium } from '@otpost/api/testing/use-pages';
import type { Look } from '../pages/browser.js';
import { lookAround } from './look-around.js';
import { makeHistory } from './make-history.js';

const house = useConsole();
const patience = 60_000;

async function makeTroubles(): Promise<void> {
  const { context } = house.whole().opened;
  const { store } = context;
  const at = Date.now() - 400_000;
  const setting = { version: 1, createdAt: at, updatedAt: at };
  const [provider] = context.settings.current().providers.keys();
  await store.alerts.insert({
    ...setting,
    id: 'alr_1',
    kind: 'provider_down',
    subject: provider ?? '',
    status: 'open',
    detail: 'The provider failed 7 of 10 times: the connection was refused.',
    since: at,
    count: 2,
    told: 'open',
  });
  await store.alerts.insert({
    ...setting,
    id: 'alr_2',
    kind: 'channel_down',
    subject: 'sms',
    status: 'closed',
    detail: 'No provider of the channel works.',
    since: at,
    count: 1,
    told: 'closed',
  });
  await store.deadLetters.insert({
    ...setting,
    id: 'dlt_1',
    kind: 'notice',
    status: 'waiting',
    applicationId: house.whole().applicationId,
    channel: 'email',
    subject: 'ntc_1-1',
    addressMasked: 'a***@e***.com',
    reason: 'failed',
    detail: '550 5.1.1 mailbox unknown',
    jobSealed: null,
    sentAgainAs: null,
  });
}

withChromium('the pages of operations are readable, wide and narrow, light and dark', () => {
  beforeAll(async () => {
    await makeHistory(house.whole().opened.context, 150);
    await makeTroubles();
  }, patience);

  test.each(consoleLooks)(
    '$look',
    async ({ look, options }: Look) => {
      const opened = await house.open({ role: 'owner' }, '/', options);
      const { page } = opened;
      const { see, visit } = lookAround(opened, house.origin(), look);
      await visit('/?span=day', 'Overview', 'overview');
      await visit('/challenges', 'Challenges', 'challenges');
      await page.getByRole('table').getByRole('link').nth(1).click();
      await page.getByRole('heading', { name: 'Timeline' }).waitFor();
      await see('challenge');
      await visit('/deliveries?status=sent', 'Deliveries', 'deliveries');
      await visit('/queues', 'Queues', 'queues');
      await visit('/alerts', 'Alerts', 'alerts');
      await visit('/audit', 'Audit log', 'audit');
      expect(opened.faults).toEqual([]);
    },
    patience,
  );

  test('an overview without codes says what to do next', async () => {
    const opened = await house.open({ role: 'owner' }, '/?channel=passkey&application=none');
    await opened.page.getByText('No codes fit these filters').waitFor();
    await lookAround(opened, house.origin(), 'empty').see('overview');
  });
});
