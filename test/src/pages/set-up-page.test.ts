import { expect, test } from '@jest/globals';
import { usePages, withChromium } from '@otpost/api/testing/use-pages';
import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { openPage, shoot } from './browser.js';
import { findBarriers } from './find-barriers.js';

const pages = usePages();

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
async function expectNoBarrier(page: Page, name: string): Promise<void> {
  expect(await findBarriers(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await shoot(page, name);
}

withChromium('the set-up page', () => {
  test('leads through the app and the codes, and nobody goes on before saying that they are saved', async () => {
    const { url } = await pages.house().link('set-up');
    const { page, faults } = await openPage(pages.browser(), pages.house().origin);
    await page.goto(url);
    await page.getByRole('button', { name: /^Authenticator app/ }).click();
    await page.getByText('Can’t scan it?').click();
    const shown = (await page.locator('.secret').textContent()) ?? '';
    expect(shown).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
    expect(await page.getByRole('link', { name: 'Open in the app' }).getAttribute('href')).toMatch(/^otpauth:/);
    const code = new TOTP({ secret: shown.replaceAll(' ', '') }).generate();
    await page.getByRole('textbox', { name: 'Code' }).fill(code === '000000' ? '000001' : '000000');
    await press(page, 'Continue');
    await page.getByText('That code is not right.').waitFor();
    await page.getByRole('textbox', { name: 'Code' }).fill(code);
    await press(page, 'Continue');
    await page.locator('.codes li').nth(9).waitFor();
    expect(await page.getByRole('button', { name: 'Continue' }).isDisabled()).toBe(true);
    const saved = page.waitForEvent('download');
    await press(page, 'Download');
    expect((await saved).suggestedFilename()).toBe('recovery-codes.txt');
    await page.getByText('I saved these codes').click();
    await press(page, 'Continue');
    await page.getByText('Two-step sign-in is on').waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('enrols a true app: its code confirms, new recovery codes are shown, and the application is told', async () => {
    const { id, url } = await pages.house().link('set-up');
    const { page, faults } = await openPage(pages.browser(), pages.house().origin);
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
    await page.waitForURL(`${pages.house().origin}/livez?page_session=${id}`);
    expect(await pages.house().resultOf(id)).toMatchObject({ status: 'completed', acts: [{ act: 'factor_added' }] });
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('on a phone the app is opened by a button, and the picture stands behind the question', async () => {
    const { url } = await pages.house().link('set-up');
    const { page } = await openPage(pages.browser(), pages.house().origin, { hasTouch: true, isMobile: true });
    await page.goto(url);
    await page.getByRole('button', { name: /^Authenticator app/ }).tap();
    await page.getByRole('link', { name: 'Open in the app' }).waitFor();
    expect(await page.locator('.qr').isVisible()).toBe(false);
    await expectNoBarrier(page, 'set-up-totp-touch-light-en');
    await page.getByText('Connect by picture or key').tap();
    expect(await page.locator('.qr').isVisible()).toBe(true);
    await page.context().close();
  });

  test('an empty address is refused at its field', async () => {
    const { url } = await pages.house().link('set-up');
    const { page } = await openPage(pages.browser(), pages.house().origin);
    await page.goto(url);
    await page.getByRole('button', { name: /^Email/ }).click();
    await press(page, 'Send the code');
    await page.getByText('Enter a complete email address.').waitFor();
    expect(await page.getByRole('textbox').getAttribute('aria-invalid')).toBe('true');
    await expectNoBarrier(page, 'set-up-address-phone-light-en');
    await page.context().close();
  });
});

withChromium('the manage page', () => {
  test('offers more time before the visit ends, and gives it', async () => {
    const { url } = await pages.house().link('manage');
    const { page } = await openPage(pages.browser(), pages.house().origin);
    await page.clock.install();
    await page.goto(url);
    await page.getByRole('heading', { name: 'Two-step sign-in', exact: true }).waitFor();
    await page.clock.fastForward('13:30');
    await page.getByText('closes in less than two minutes').waitFor();
    await shoot(page, 'time-phone-light-en');
    expect(await findBarriers(page)).toEqual([]);
    await page.context().close();
  });
});
