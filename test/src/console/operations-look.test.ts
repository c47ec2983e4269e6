import { beforeAll, expect, test } from '@jest/globals';
import { consoleLooks, useConsole } from '@otpost/api/testing/use-console';
import { withChromium } from '@otpost/api/testing/use-pages';
import { keepUnreadableJob } from '@otpost/core/dead-letter/keep-dead-letters';
import { createCountedAt } from '@otpost/core/overview/counted-at';
import type { Look } from '../pages/browser.js';
import { lookAround } from './look-around.js';
import { makeDeadCode, makeDeadNotice } from './make-dead-letters.js';
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
  await makeDeadNotice(context, house.whole().applicationId, 'anna@example.com');
  await makeDeadCode(context, house.whole().applicationId, 'bert@example.com');
  const broken = { version: 1, kind: 'code', channel: 'sms', id: 'ch_1', send: 'one' };
  await keepUnreadableJob(context, { channel: 'sms', jobId: 'ch_1-one-0', data: broken });
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
      const { see, seeDialog, visit } = lookAround(opened, house.origin(), look);
      await visit('/?span=day', 'Overview', 'overview');
      await visit('/challenges', 'Challenges', 'challenges');
      await page.getByRole('table').getByRole('link').nth(1).click();
      await page.getByRole('heading', { name: 'Timeline' }).waitFor();
      await see('challenge');
      await visit('/deliveries?status=sent', 'Deliveries', 'deliveries');
      await visit('/queues', 'Queues', 'queues');
      await page.getByText('All of this page').click();
      await page.getByRole('button', { name: 'Send the chosen again' }).click();
      await page.getByRole('alertdialog').getByLabel('Reason').fill('The relay is back');
      await page.keyboard.press('Enter');
      await page.getByRole('alertdialog').getByText('There is no').waitFor();
      await seeDialog('letters-dialog');
      await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('button', { name: 'Mend', exact: true }).click();
      const mend = page.getByRole('dialog');
      await mend.getByLabel('Reason').fill('Written by hand');
      await mend.getByRole('button', { name: 'Mend and send' }).click();
      await mend.locator('.field-error').first().waitFor();
      await mend.getByText('As it lay in the queue').click();
      await seeDialog('mend-dialog');
      await mend.getByRole('button', { name: 'Cancel' }).click();
      await visit('/queues?status=sent_again', 'Queues', 'queues-sent');
      await visit('/alerts', 'Alerts', 'alerts');
      await visit('/audit', 'Audit log', 'audit');
      expect(opened.faults).toEqual([]);
    },
    patience,
  );

  test.each([
    ['late', 40_000, 'these are the figures of 4'],
    ['nobody', 600_000, 'See whether one runs.'],
  ])('an overview of old figures says how old: %s', async (look, ageMilliseconds, words) => {
    const { store } = house.whole().opened.context;
    await createCountedAt(store)(Date.now() - ageMilliseconds, true);
    const opened = await house.open({ role: 'owner' }, '/?span=day');
    await opened.page.getByText(words).waitFor();
    await lookAround(opened, house.origin(), look).see('overview');
  });

  test('an overview without codes says what to do next', async () => {
    const opened = await house.open({ role: 'owner' }, '/?channel=passkey&application=none');
    await opened.page.getByText('No codes fit these filters').waitFor();
    await lookAround(opened, house.origin(), 'empty').see('overview');
  });
});
