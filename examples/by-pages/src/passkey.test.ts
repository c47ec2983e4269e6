import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addAuthenticator } from '@otpost/test/pages/add-authenticator';
import { hasChromium, openBrowser } from '@otpost/test/pages/browser';
import type { Browser } from 'playwright-core';
import { startSite, type TestSite } from './testing/start-site.js';

const withChromium = hasChromium ? describe : describe.skip;

let site: TestSite;
let browser: Browser;
beforeAll(async () => {
  if (!hasChromium) return;
  site = await startSite();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

withChromium('a passkey on the hosted pages', () => {
  test('is created in set-up and signs the user in from then on; another machine is offered no way but the codes', async () => {
    const page = await (await browser.newContext()).newPage();
    await addAuthenticator(page);
    await site.signIn(page);
    await page.getByRole('button', { name: /^Passkey/ }).click();
    await page.getByRole('button', { name: 'Create a passkey' }).click();
    const codes = page.locator('.codes li');
    await codes.nth(9).waitFor();
    const recoveryCode = (await codes.nth(0).textContent()) ?? '';
    await page.getByText('I saved these codes').click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: /^Back to/ }).click();
    await page.getByText('Hello, Ada').waitFor();

    await page.getByRole('button', { name: 'Sign out' }).click();
    await site.signIn(page);
    await page.getByRole('button', { name: 'Use the passkey' }).click();
    await page.getByText('Hello, Ada').waitFor();

    const stranger = await (await browser.newContext()).newPage();
    await site.signIn(stranger);
    await stranger.getByRole('button', { name: 'Use a recovery code instead' }).click();
    await stranger.getByRole('textbox').fill(recoveryCode);
    await stranger.getByRole('button', { name: 'Continue' }).click();
    await stranger.getByText('Hello, Ada').waitFor();
    expect(stranger.url()).toBe(`${site.url}/`);
  });
});
