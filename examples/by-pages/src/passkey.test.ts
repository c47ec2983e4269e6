import { expect, test } from '@jest/globals';
import { addAuthenticator } from '@otpost/test/pages/add-authenticator';
import { useSite, withChromium } from './testing/use-site.js';

const pages = useSite();

withChromium('a passkey on the hosted pages', () => {
  test('is created in set-up and signs the user in from then on; another machine is offered no way but the codes', async () => {
    const page = await (await pages.browser().newContext()).newPage();
    await addAuthenticator(page);
    await pages.site().signIn(page);
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
    await pages.site().signIn(page);
    await page.getByRole('button', { name: 'Use the passkey' }).click();
    await page.getByText('Hello, Ada').waitFor();

    const stranger = await (await pages.browser().newContext()).newPage();
    await pages.site().signIn(stranger);
    await stranger.getByRole('button', { name: 'Use a recovery code instead' }).click();
    await stranger.getByRole('textbox').fill(recoveryCode);
    await stranger.getByRole('button', { name: 'Continue' }).click();
    await stranger.getByText('Hello, Ada').waitFor();
    expect(stranger.url()).toBe(`${pages.site().url}/`);
  });
});
