import { expect, test } from '@jest/globals';
import { expectReadable, usePages, withChromium } from '@otpost/api/testing/use-pages';
import type { Page } from 'playwright-core';
import { totpApp } from '../users/totp-app.js';
import { pressByKeys, tickByKeys, typeByKeys } from './keys.js';

const pages = usePages();
const now = (secret: string): string => totpApp(secret)(Date.now());

async function readSecret(page: Page): Promise<string> {
  await pressByKeys(page, 'Can’t scan it?');
  return (await page.locator('.secret').textContent())?.replaceAll(' ', '') ?? '';
}

withChromium('what a policy allows, by keyboard alone', () => {
  test('a device is trusted by a tick, which the application is told', async () => {
    const shop = await pages.shop('trusts', { policy: { requirement: 'required', trustedDeviceDays: 30 } });
    const own = await shop.enrolled();
    const opened = await pages.open(shop, own.id, 'challenge');
    const { page } = opened;
    await expectReadable(opened);
    await tickByKeys(page, 'Do not ask on this device for 30 days');
    await typeByKeys(page, 'Code', own.next());
    await page.keyboard.press('Enter');
    await page.waitForURL(/livez/);
    expect(await pages.resultOf(shop, opened.id)).toMatchObject({ approved: true, trustDevice: true });
    await page.context().close();
  });

  test('within the grace period the user is told until when, and may go on or set up', async () => {
    const shop = await pages.shop('grace', { policy: { requirement: 'required', graceDays: 7 } });
    const id = await shop.someone();
    const later = await pages.open(shop, id, 'challenge');
    await later.page.getByText(/asks for two-step sign-in from .* on/).waitFor();
    await expectReadable(later);
    await pressByKeys(later.page, 'Not now');
    await later.page.waitForURL(/livez/);
    await later.page.context().close();

    const opened = await pages.open(shop, id, 'challenge');
    const { page } = opened;
    await pressByKeys(page, /^Authenticator app/);
    await typeByKeys(page, 'Code', now(await readSecret(page)));
    await page.keyboard.press('Enter');
    await tickByKeys(page, 'I saved these codes');
    await pressByKeys(page, 'Continue');
    await pressByKeys(page, 'Back to Northwind');
    await page.waitForURL(/livez/);
    expect(await pages.resultOf(shop, opened.id)).toMatchObject({ status: 'completed', approved: true });
    await page.context().close();
  });

  test('where the policy wants it, the known address is confirmed before the first factor', async () => {
    const shop = await pages.shop('careful', { policy: { verifyBeforeFirst: true, factors: ['totp'] } });
    const id = await shop.someone({ email: 'careful@example.com' });
    const opened = await pages.open(shop, id, 'set-up');
    const { page } = opened;
    await pressByKeys(page, /^Authenticator app/);
    await page.getByText('We sent a code to c***@e***.com.').waitFor();
    await expectReadable(opened);
    const { challengeId } = await pages.resultOf(shop, opened.id);
    await typeByKeys(page, 'Code', await pages.house().whole.codeOf(challengeId ?? ''));
    await page.keyboard.press('Enter');
    await typeByKeys(page, 'Code', now(await readSecret(page)));
    await page.keyboard.press('Enter');
    await page.locator('.codes li').nth(9).waitFor();
    expect(await shop.mfa(id)).toMatchObject({ enrolled: true });
    await page.context().close();
  });

  test('who can use none of their factors asks for a reset, which admins see', async () => {
    const shop = await pages.shop('stuck', { policy: { requirement: 'required' } });
    const own = await shop.enrolled();
    const opened = await pages.open(shop, own.id, 'challenge');
    await pressByKeys(opened.page, 'I can’t use any of these');
    await opened.page.getByText('extension 42').waitFor();
    await expectReadable(opened);
    await pressByKeys(opened.page, 'Ask for a reset');
    await opened.page.getByText('Your request was sent.').waitFor();
    const userId = (await shop.stored(own.id)).id;
    const resets = await pages.house().whole.opened.context.store.resets.list({ userId: { equals: userId } });
    expect(resets).toMatchObject([{ status: 'requested', actor: 'page' }]);
    await opened.page.context().close();
  });

  test('a service account has no page', async () => {
    const shop = await pages.shop('programs', {});
    const id = await shop.someone({ type: 'service' });
    const wanted = { user: id, flow: 'manage', returnUrl: `${pages.house().origin}/livez` };
    const refused = await shop.client.call('POST', '/v1/page-sessions', wanted);
    expect(refused).toMatchObject({ status: 403, body: { code: 'policy_forbids' } });
  });
});
