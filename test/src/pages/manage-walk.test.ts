import { expect, test } from '@jest/globals';
import type { Enrolled, FactorClient } from '@otpost/api/testing/factor-client';
import { expectReadable, usePages, withChromium } from '@otpost/api/testing/use-pages';
import type { Page } from 'playwright-core';
import { totpApp } from '../users/totp-app.js';
import { addAuthenticator } from './add-authenticator.js';
import { pressByKeys, tickByKeys, typeByKeys } from './keys.js';

const pages = usePages();
const now = (secret: string): string => totpApp(secret)(Date.now());

/** The page asks who it is before it changes anything. */
async function prove(page: Page, code: string): Promise<void> {
  await page.getByRole('heading', { name: 'First, confirm it is you' }).waitFor();
  await typeByKeys(page, 'Code', code);
  await page.keyboard.press('Enter');
}

async function addApp(page: Page, prove?: () => Promise<void>): Promise<string> {
  await pressByKeys(page, /^Authenticator app/);
  await prove?.();
  await pressByKeys(page, 'Can’t scan it?');
  const secret = (await page.locator('.secret').textContent())?.replaceAll(' ', '') ?? '';
  await typeByKeys(page, 'Code', now(secret));
  await page.keyboard.press('Enter');
  return secret;
}

const titled = (page: Page) => page.getByRole('heading', { name: 'Two-step sign-in', exact: true }).waitFor();
const namesOf = async (shop: FactorClient, { id }: Enrolled) =>
  (await shop.stored(id)).factors.filter(({ status }) => status === 'active').map(({ name }) => name);

withChromium('the manage page on the real server, by keyboard alone', () => {
  test('a second device is added with a proof, renamed, and removed with another', async () => {
    const shop = await pages.shop('second', { policy: { requirement: 'required' } });
    const own = await shop.enrolled();
    const opened = await pages.open(shop, own.id, 'manage');
    const { page } = opened;
    await expectReadable(opened);
    await pressByKeys(page, 'Add another way');
    const secret = await addApp(page, () => prove(page, own.next()));
    await titled(page);
    await page.getByText('Authenticator app 2').waitFor();
    expect(await namesOf(shop, own)).toEqual(['Authenticator app', 'Authenticator app 2']);
    expect((await shop.check(await shop.challenge(own.id), totpApp(secret)(Date.now() + 30_000))).body.valid).toBe(
      true,
    );

    await page.getByRole('listitem').filter({ hasText: 'Authenticator app 2' }).getByText('Rename').focus();
    await page.keyboard.press('Enter');
    await typeByKeys(page, 'Name', 'Tablet');
    await page.keyboard.press('Enter');
    await page.getByText('Tablet').waitFor();
    expect(await namesOf(shop, own)).toEqual(['Authenticator app', 'Tablet']);

    await page.getByRole('listitem').filter({ hasText: 'Tablet' }).getByText('Remove').focus();
    await page.keyboard.press('Enter');
    await page.getByText('Remove “Tablet”?').waitFor();
    await expectReadable(opened);
    await page.getByRole('group').getByRole('button', { name: 'Remove' }).focus();
    await page.keyboard.press('Enter');
    await prove(page, own.next());
    await titled(page);
    await page.getByText('Tablet').waitFor({ state: 'detached' });
    expect(await namesOf(shop, own)).toEqual(['Authenticator app']);
    expect((await pages.resultOf(shop, opened.id)).acts.map(({ act }) => act)).toEqual([
      'factor_added',
      'factor_renamed',
      'factor_removed',
    ]);
    await page.context().close();
  });

  test('a passkey is added as a second device; from then on it signs in and proves', async () => {
    const shop = await pages.shop('passkeys', { policy: { requirement: 'optional' } });
    const own = await shop.enrolled();
    const opened = await pages.open(shop, own.id, 'manage');
    const { page } = opened;
    await addAuthenticator(page);
    await pressByKeys(page, 'Add another way');
    await pressByKeys(page, /^Passkey/);
    await expectReadable(opened);
    await pressByKeys(page, 'Create a passkey');
    await prove(page, own.next());
    await titled(page);
    expect(await namesOf(shop, own)).toEqual(['Authenticator app', 'Passkey']);
    await pressByKeys(page, 'Turn it off');
    await page.getByRole('group').getByRole('button', { name: 'Turn it off' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'First, confirm it is you' }).waitFor();
    await expectReadable(opened);
    await pressByKeys(page, 'Use the passkey');
    await page.getByText('Two-step sign-in is off.').waitFor();

    const wanted = { user: own.id, flow: 'challenge', returnUrl: `${pages.house().origin}/livez` };
    const signIn = await shop.client.call<{ id: string; url: string }>('POST', '/v1/page-sessions', wanted);
    await page.goto(signIn.body.url);
    await pressByKeys(page, 'Use the passkey');
    await page.waitForURL(/livez/);
    expect(await pages.resultOf(shop, signIn.body.id)).toMatchObject({ approved: true });
    await page.context().close();
  });

  test('what is replaced works until its replacement is confirmed, and never after; the proof may be left', async () => {
    const shop = await pages.shop('replaces', { policy: { requirement: 'required' } });
    const own = await shop.enrolled();
    const { page } = await pages.open(shop, own.id, 'manage');
    await pressByKeys(page, 'Replace');
    await page.getByRole('heading', { name: 'Replace “Authenticator app”' }).waitFor();
    await pressByKeys(page, /^Authenticator app/);
    await page.getByRole('heading', { name: 'First, confirm it is you' }).waitFor();
    await pressByKeys(page, 'Cancel');
    await page.getByRole('heading', { name: 'Replace “Authenticator app”' }).waitFor();
    await addApp(page, () => prove(page, own.recoveryCodes[0] ? own.next() : ''));
    await page.locator('.codes li').nth(9).waitFor();
    const old = await shop.check(await shop.challenge(own.id), own.next());
    expect(old.body).toMatchObject({ valid: false, reason: 'wrong_code' });
    await tickByKeys(page, 'I saved these codes');
    await pressByKeys(page, 'Continue');
    await titled(page);
    expect(await namesOf(shop, own)).toEqual(['Authenticator app']);
    await page.context().close();
  });

  test('new recovery codes are copied, loaded, printed and saved; the old ones are dead', async () => {
    const shop = await pages.shop('codes', {});
    const own = await shop.enrolled();
    const { page } = await pages.open(shop, own.id, 'manage', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByText('Unused: 10').waitFor();
    await pressByKeys(page, 'Get new codes');
    await page.getByText('The old codes stop working at once.').waitFor();
    await page.getByRole('group').getByRole('button', { name: 'Get new codes' }).focus();
    await page.keyboard.press('Enter');
    await prove(page, own.next());
    await page.locator('.codes li').nth(9).waitFor();
    const shown = await page.locator('.codes li').allTextContents();
    await pressByKeys(page, 'Copy');
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = (await page.evaluate('navigator.clipboard.readText()')) as string;
    expect(copied).toContain(shown[9]);
    const printed = page.evaluate('new Promise((resolve) => addEventListener("beforeprint", () => resolve(true)))');
    await pressByKeys(page, 'Print');
    expect(await printed).toBe(true);
    const saved = page.waitForEvent('download');
    await pressByKeys(page, 'Download');
    expect((await saved).suggestedFilename()).toBe('recovery-codes.txt');
    await tickByKeys(page, 'I saved these codes');
    await pressByKeys(page, 'Continue');
    await titled(page);
    expect((await shop.useRecoveryCode(own.id, own.recoveryCodes[0] ?? '')).body.valid).toBe(false);
    expect((await shop.useRecoveryCode(own.id, shown[0] ?? '')).body.valid).toBe(true);
    await page.context().close();
  });

  test('an app password is made with a proof, shown once, and revoked; a trusted device is revoked', async () => {
    const shop = await pages.shop('programs', { policy: { requirement: 'required', trustedDeviceDays: 30 } });
    const own = await shop.enrolled();
    const challenge = await shop.challenge(own.id);
    expect((await shop.check(challenge, own.next())).body.valid).toBe(true);
    const devices = `/v1/users/${own.id}/trusted-devices`;
    expect((await shop.client.call('POST', devices, { name: 'Firefox on Linux', challenge })).status).toBe(201);
    const opened = await pages.open(shop, own.id, 'manage');
    const { page } = opened;
    await page.getByText('Firefox on Linux').waitFor();
    await typeByKeys(page, 'Name of the program', 'Mail');
    await page.keyboard.press('Enter');
    await prove(page, own.next());
    await page.getByRole('heading', { name: 'Your app password' }).waitFor();
    const password = (await page.locator('.secret').textContent()) ?? '';
    const check = () => shop.client.call('POST', `/v1/users/${own.id}/app-passwords/check`, { password });
    expect((await check()).body).toMatchObject({ valid: true, name: 'Mail' });
    await expectReadable(opened);
    await pressByKeys(page, 'Continue');
    await titled(page);
    for (const name of ['Mail', 'Firefox on Linux']) {
      await page.getByRole('listitem').filter({ hasText: name }).getByText('Remove').focus();
      await page.keyboard.press('Enter');
      await page.getByRole('group').getByRole('button', { name: 'Remove' }).focus();
      await page.keyboard.press('Enter');
      await page.getByText(name, { exact: true }).waitFor({ state: 'detached' });
    }
    expect((await check()).body).toMatchObject({ valid: false });
    expect((await shop.client.call('GET', devices)).body).toEqual({ devices: [] });
    await page.context().close();
  });

  test('a list that could not be read says so, and is asked for again', async () => {
    const shop = await pages.shop('broken', { policy: { requirement: 'required', trustedDeviceDays: 30 } });
    const own = await shop.enrolled();
    const opened = await pages.open(shop, own.id, 'manage');
    const { page } = opened;
    await page.route('**/pages/v1/app-passwords', (route) => route.abort());
    await page.reload();
    const section = page.getByRole('region', { name: 'App passwords' });
    await section.getByText('There is no connection. Check your network and try again.').waitFor();
    await page.getByRole('region', { name: 'Trusted devices' }).getByText('There are none.').waitFor();
    await expectReadable(opened);
    await page.unroute('**/pages/v1/app-passwords');
    await section.getByRole('button', { name: 'Try again' }).focus();
    await page.keyboard.press('Enter');
    await section.getByLabel('Name of the program').waitFor();
    await page.context().close();
  });

  test('the second factor is turned off with a proof and on again; where it is required, there is no way off', async () => {
    const shop = await pages.shop('free', { policy: { requirement: 'optional' } });
    const own = await shop.enrolled();
    const opened = await pages.open(shop, own.id, 'manage');
    const { page } = opened;
    await pressByKeys(page, 'Turn it off');
    await page.getByText('Without it, your password alone opens your account.').waitFor();
    await page.getByRole('group').getByRole('button', { name: 'Turn it off' }).focus();
    await page.keyboard.press('Enter');
    await prove(page, own.next());
    await page.getByText('Two-step sign-in is off.').waitFor();
    expect((await shop.stored(own.id)).secondFactor).toBe('off');
    await page.context().close();

    const bound = await pages.shop('bound', { policy: { requirement: 'required' } });
    const must = await bound.enrolled();
    const refused = await pages.open(bound, must.id, 'manage');
    await refused.page.getByText('Northwind requires it.').waitFor();
    expect(await refused.page.getByRole('button', { name: 'Turn it off' }).count()).toBe(0);
    await pressByKeys(refused.page, 'Remove');
    await refused.page.getByRole('group').getByRole('button', { name: 'Remove' }).focus();
    await refused.page.keyboard.press('Enter');
    await refused.page.getByText('This is not possible here.').waitFor();
    await expectReadable(refused);
    expect(await namesOf(bound, must)).toEqual(['Authenticator app']);
    await refused.page.context().close();
  });
});
