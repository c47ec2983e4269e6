import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startWholeApi, type WholeApi } from '@otpost/api/testing/start-whole-api';
import { hasChromium, openBrowser } from '@otpost/test/pages/browser';
import { freePort } from '@otpost/test/servers/free-port';
import { TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { createSite } from './create-site.js';
import { createPageClient } from './page-client.js';

const withChromium = hasChromium ? describe : describe.skip;

let whole: WholeApi;
let browser: Browser;
let siteUrl: string;
let closeSite: () => void;
beforeAll(async () => {
  if (!hasChromium) return;
  const [apiPort, sitePort] = [await freePort(), await freePort()];
  const publicUrl = `http://localhost:${apiPort}`;
  siteUrl = `http://localhost:${sitePort}`;
  whole = await startWholeApi({ place: { port: apiPort, publicUrl } });
  const settings = { returnUrls: [`${siteUrl}/return`], policy: { requirement: 'required' as const } };
  const { key } = await whole.addApplication('site', settings);
  await whole.opened.context.settings.refresh();
  const server = createSite({ otpost: createPageClient(publicUrl, key), siteUrl }).listen(sitePort, 'localhost');
  await new Promise((resolve) => server.once('listening', resolve));
  closeSite = () => server.close();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  closeSite?.();
  await whole?.close();
});

async function signIn(page: Page): Promise<void> {
  await page.goto(siteUrl);
  await page.getByLabel('Name').fill('ada');
  await page.getByLabel('Password').fill('correct horse battery staple');
  await page.getByRole('button', { name: 'Sign in' }).click();
}

withChromium('the site with hosted pages', () => {
  test('takes a user through set-up once, asks for a code from then on, and believes the result alone', async () => {
    const page = await (await browser.newContext()).newPage();
    await signIn(page);
    await page.getByRole('button', { name: /^Authenticator app/ }).click();
    await page.getByText('Can’t scan it?').click();
    const secret = (await page.locator('.secret').textContent())?.replaceAll(' ', '') ?? '';
    const app = new TOTP({ secret });
    await page.getByRole('textbox', { name: 'Code' }).fill(app.generate({ timestamp: Date.now() - 30_000 }));
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('I saved these codes').click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: /^Back to/ }).click();
    await page.getByText('Hello, Ada').waitFor();

    const other = await (await browser.newContext()).newPage();
    await signIn(other);
    await other.getByRole('textbox', { name: 'Code' }).waitFor();
    const early = await other.context().newPage();
    await early.goto(`${siteUrl}/return?page_session=pgs_${'0'.repeat(26)}`);
    await early.getByLabel('Password').waitFor();
    await other.getByRole('textbox', { name: 'Code' }).fill(app.generate());
    await other.getByRole('button', { name: 'Continue' }).click();
    await other.getByText('Hello, Ada').waitFor();
    expect(other.url()).toBe(`${siteUrl}/`);
  });
});
