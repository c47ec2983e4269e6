import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type PagesHouse, startPages } from '@otpost/api/testing/start-pages';
import { TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { hasChromium, openBrowser, openPage, shoot } from './browser.js';
import { answerFactors, answerManage, recoveryCodes, rightCode } from './contract-answers.js';
import { findBarriers } from './find-barriers.js';

const withChromium = hasChromium ? describe : describe.skip;

let house: PagesHouse;
let browser: Browser;
beforeAll(async () => {
  if (!hasChromium) return;
  house = await startPages();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
/** An answer that is still on its way when a test ends is nobody's fault. */
async function close(page: Page): Promise<void> {
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.context().close();
}

const looks = [
  ['phone-light-en', 390, 'light', 'en'],
  ['phone-dark-en', 390, 'dark', 'en'],
  ['desktop-light-en', 1280, 'light', 'en'],
  ['desktop-dark-en', 1280, 'dark', 'en'],
  ['phone-light-ar', 390, 'light', 'ar'],
] as const;

async function expectNoBarrier(page: Page, name: string): Promise<void> {
  expect(await findBarriers(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await shoot(page, name);
}

withChromium('the set-up page', () => {
  test('leads through the app and the codes, and nobody goes on before saying that they are saved', async () => {
    const { url } = await house.link('set-up');
    const { page, faults } = await openPage(browser, house.origin);
    await answerFactors(page);
    await page.goto(url);
    await page.getByRole('button', { name: /^Authenticator app/ }).click();
    await page.getByText('Can’t scan it?').click();
    expect(await page.locator('.secret').textContent()).toBe('JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP');
    expect(await page.getByRole('link', { name: 'Open in the app' }).getAttribute('href')).toMatch(/^otpauth:/);
    await page.getByRole('textbox', { name: 'Code' }).fill('000000');
    await press(page, 'Continue');
    await page.getByText('That code is not right.').waitFor();
    await page.getByRole('textbox', { name: 'Code' }).fill(rightCode);
    await press(page, 'Continue');
    await page.getByText(recoveryCodes[9] ?? '').waitFor();
    expect(await page.getByRole('button', { name: 'Continue' }).isDisabled()).toBe(true);
    const saved = page.waitForEvent('download');
    await press(page, 'Download');
    expect((await saved).suggestedFilename()).toBe('recovery-codes.txt');
    await page.getByText('I saved these codes').click();
    await press(page, 'Continue');
    await page.getByText('Two-step sign-in is on').waitFor();
    expect(faults).toEqual([]);
    await close(page);
  });

  test('enrols a true app: its code confirms, new recovery codes are shown, and the application is told', async () => {
    const { id, url } = await house.link('set-up');
    const { page, faults } = await openPage(browser, house.origin);
    await page.goto(url);
    await page.getByRole('button', { name: /^Authenticator app/ }).click();
    await page.getByText('Can’t scan it?').click();
    const secret = (await page.locator('.secret').textContent())?.replaceAll(' ', '') ?? '';
    await page.getByRole('textbox', { name: 'Code' }).fill(new TOTP({ secret }).generate());
    await press(page, 'Continue');
    await page.locator('.codes li').nth(9).waitFor();
    await shoot(page, 'set-up-true-codes-phone-light-en');
    await page.getByText('I saved these codes').click();
    await press(page, 'Continue');
    await press(page, 'Back to Northwind');
    await page.waitForURL(`${house.origin}/livez?page_session=${id}`);
    expect(await house.resultOf(id)).toMatchObject({ status: 'completed', acts: [{ act: 'factor_added' }] });
    expect(faults).toEqual([]);
    await close(page);
  });

  test('on a phone the app is opened by a button, and the picture stands behind the question', async () => {
    const { url } = await house.link('set-up');
    const { page } = await openPage(browser, house.origin, { hasTouch: true, isMobile: true });
    await answerFactors(page);
    await page.goto(url);
    await page.getByRole('button', { name: /^Authenticator app/ }).tap();
    await page.getByRole('link', { name: 'Open in the app' }).waitFor();
    expect(await page.locator('.qr').isVisible()).toBe(false);
    await expectNoBarrier(page, 'set-up-totp-touch-light-en');
    await page.getByText('Connect by picture or key').tap();
    expect(await page.locator('.qr').isVisible()).toBe(true);
    await close(page);
  });

  test('an empty address is refused at its field', async () => {
    const { url } = await house.link('set-up');
    const { page } = await openPage(browser, house.origin);
    await page.goto(url);
    await page.getByRole('button', { name: /^Email/ }).click();
    await press(page, 'Send the code');
    await page.getByText('Enter a complete email address.').waitFor();
    expect(await page.getByRole('textbox').getAttribute('aria-invalid')).toBe('true');
    await expectNoBarrier(page, 'set-up-address-phone-light-en');
    await close(page);
  });

  test.each(looks)('has no barrier: %s', async (name, width, colorScheme, locale) => {
    const { url } = await house.link('set-up', locale);
    const { page, faults } = await openPage(browser, house.origin, { colorScheme, viewport: { width, height: 844 } });
    await answerFactors(page);
    await page.goto(url);
    await page.locator('.choice').first().waitFor();
    await expectNoBarrier(page, `set-up-choose-${name}`);
    await page.locator('.choice').nth(1).click();
    await page.locator('.qr').waitFor();
    await expectNoBarrier(page, `set-up-totp-${name}`);
    await page.getByRole('textbox').fill(rightCode);
    await page.keyboard.press('Enter');
    await page.locator('.codes').waitFor();
    await expectNoBarrier(page, `set-up-codes-${name}`);
    expect(faults).toEqual([]);
    await close(page);
  });
});

withChromium('the manage page', () => {
  test.each(looks)('has no barrier: %s', async (name, width, colorScheme, locale) => {
    const { url } = await house.link('manage', locale);
    const { page, faults } = await openPage(browser, house.origin, { colorScheme, viewport: { width, height: 844 } });
    await answerManage(page);
    await page.goto(url);
    await page.locator('.items').nth(1).waitFor();
    await expectNoBarrier(page, `manage-${name}`);
    expect(faults).toEqual([]);
    await close(page);
  });

  test('what cannot be undone takes two presses', async () => {
    const { url } = await house.link('manage');
    const { page } = await openPage(browser, house.origin);
    await answerManage(page);
    await page.goto(url);
    await press(page, 'Get new codes');
    await page.getByText('The old codes stop working at once.').waitFor();
    await shoot(page, 'manage-ask-phone-light-en');
    await press(page, 'Get new codes');
    await page.getByText(recoveryCodes[0] ?? '').waitFor();
    await close(page);
  });

  test('offers more time before the visit ends, and gives it', async () => {
    const { url } = await house.link('manage');
    const { page } = await openPage(browser, house.origin);
    await page.clock.install();
    await page.goto(url);
    await page.getByRole('heading', { name: 'Two-step sign-in', exact: true }).waitFor();
    await page.clock.fastForward('13:30');
    await page.getByText('closes in less than two minutes').waitFor();
    await shoot(page, 'time-phone-light-en');
    expect(await findBarriers(page)).toEqual([]);
    await close(page);
  });
});
