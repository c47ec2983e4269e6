import { expect, test } from '@jest/globals';
import { earlierCode } from '@otpost/test/users/totp-app';
import { TOTP } from 'otpauth';
import { useSite, withChromium } from './testing/use-site.js';

const pages = useSite();

withChromium('the site with hosted pages', () => {
  test('takes a user through set-up once, asks for a code from then on, and believes the result alone', async () => {
    const page = await (await pages.browser().newContext()).newPage();
    await pages.site().signIn(page);
    await page.getByRole('button', { name: /^Authenticator app/ }).click();
    await page.getByText('Can’t scan it?').click();
    const secret = (await page.locator('.secret').textContent())?.replaceAll(' ', '') ?? '';
    const app = new TOTP({ secret });
    const earlier = await earlierCode((timestamp) => app.generate({ timestamp }));
    await page.getByRole('textbox', { name: 'Code' }).fill(earlier);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('I saved these codes').click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: /^Back to/ }).click();
    await page.getByText('Hello, Ada').waitFor();

    const other = await (await pages.browser().newContext()).newPage();
    await pages.site().signIn(other);
    await other.getByRole('textbox', { name: 'Code' }).waitFor();
    const early = await other.context().newPage();
    await early.goto(`${pages.site().url}/return?page_session=pgs_${'0'.repeat(26)}`);
    await early.getByLabel('Password').waitFor();
    await other.getByRole('textbox', { name: 'Code' }).fill(app.generate());
    await other.getByRole('button', { name: 'Continue' }).click();
    await other.getByText('Hello, Ada').waitFor();
    expect(other.url()).toBe(`${pages.site().url}/`);

    await other.getByRole('button', { name: 'Sign out' }).click();
    await pages.site().signIn(other);
    await other.getByText('Do not ask on this device for 30 days').click();
    await other.getByRole('textbox', { name: 'Code' }).fill(app.generate({ timestamp: Date.now() + 30_000 }));
    await other.getByRole('button', { name: 'Continue' }).click();
    await other.getByText('Hello, Ada').waitFor();
    await other.getByRole('button', { name: 'Sign out' }).click();
    await pages.site().signIn(other);
    await other.getByText('Hello, Ada').waitFor();
    // Another browser is asked as before.
    await page.getByRole('button', { name: 'Sign out' }).click();
    await pages.site().signIn(page);
    await page.getByRole('textbox', { name: 'Code' }).waitFor();
  }, 90_000);
});
