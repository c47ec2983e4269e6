import { expect, test } from '@jest/globals';
import { usePages, withChromium } from '@otpost/api/testing/use-pages';
import type { Page } from 'playwright-core';
import { openPage, shoot } from './browser.js';
import { findBarriers } from './find-barriers.js';

const pages = usePages();

const codeField = (page: Page) => page.getByRole('textbox', { name: 'Code' });
/** The code was sent. */
const begun = (page: Page) => page.getByText('a***@e***.com').waitFor();
const heading = (page: Page) => page.getByRole('heading', { level: 1 });

async function codeOfVisit(id: string): Promise<string> {
  const { challengeId } = await pages.house().resultOf(id);
  return pages.house().whole.codeOf(challengeId ?? '');
}

withChromium('the challenge page', () => {
  test('leads from the link to an approved result, and asks no other host', async () => {
    const { id, url } = await pages.house().link('challenge');
    const { page, faults } = await openPage(pages.browser(), pages.house().origin);
    await page.goto(url);
    await begun(page);
    expect(page.url()).toBe(`${pages.house().origin}/pages/`);
    expect(await findBarriers(page)).toEqual([]);
    await codeField(page).fill(await codeOfVisit(id));
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL(`${pages.house().origin}/livez?page_session=${id}`);
    expect(await pages.house().resultOf(id)).toMatchObject({ status: 'completed', approved: true });
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('is walked by keyboard alone: focus begins in the field, and a wrong code leads back to it', async () => {
    const { id, url } = await pages.house().link('challenge');
    const { page } = await openPage(pages.browser(), pages.house().origin);
    await page.goto(url);
    await begun(page);
    const focused = () => page.evaluate('document.activeElement.tagName');
    expect(await focused()).toBe('INPUT');
    const code = await codeOfVisit(id);
    await page.keyboard.type(code === '000000' ? '000001' : '000000');
    await page.keyboard.press('Enter');
    await page.getByText('That code is not right. Tries left: 4.').waitFor();
    expect(await focused()).toBe('INPUT');
    const described = (await codeField(page).getAttribute('aria-describedby'))?.split(' ') ?? [];
    const words = await Promise.all(described.map((each) => page.locator(`[id="${each}"]`).textContent()));
    expect(words.join(' ')).toContain('not right');
    expect(words.join(' ')).toContain('We sent a code');
    expect(await codeField(page).getAttribute('aria-invalid')).toBe('true');
    await page.keyboard.type(code);
    await page.keyboard.press('Enter');
    await page.waitForURL(/livez/);
    await page.context().close();
  });

  test('a code is pasted with spaces and words around it, and the phone may fill it in', async () => {
    const { url } = await pages.house().link('challenge');
    const { page } = await openPage(pages.browser(), pages.house().origin);
    await page.goto(url);
    await codeField(page).fill('Your code is 123 456.');
    expect(await codeField(page).inputValue()).toBe('123456');
    expect(await codeField(page).getAttribute('autocomplete')).toBe('one-time-code');
    expect(await codeField(page).getAttribute('inputmode')).toBe('numeric');
    await page.context().close();
  });

  test('reload and back keep the visit and its challenge, and send no second message', async () => {
    const { id, url } = await pages.house().link('challenge');
    const { page } = await openPage(pages.browser(), pages.house().origin);
    await page.goto(url);
    await begun(page);
    const { challengeId } = await pages.house().resultOf(id);
    await page.reload();
    await begun(page);
    await page.goto(`${pages.house().origin}/livez`);
    await page.goBack();
    await begun(page);
    // Only what stands behind the # is new, so the page loads itself again.
    await Promise.all([page.waitForEvent('load'), page.goto(url)]);
    await begun(page);
    expect((await pages.house().resultOf(id)).challengeId).toBe(challengeId);
    const challenge = await pages.house().whole.opened.context.live.challenges.read(challengeId ?? '');
    expect(challenge?.sends).toHaveLength(1);
    await page.context().close();
  });

  test('a link that somebody else used says so, and what to do', async () => {
    const { url } = await pages.house().link('challenge');
    const first = await openPage(pages.browser(), pages.house().origin);
    await first.page.goto(url);
    await begun(first.page);
    const second = await openPage(pages.browser(), pages.house().origin);
    await second.page.goto(url);
    await second.page.getByText('This page is no longer open').waitFor();
    expect(await findBarriers(second.page)).toEqual([]);
    await shoot(second.page, 'ended-phone-light');
    await first.page.context().close();
    await second.page.context().close();
  });

  test('the countdown is spoken in steps of thirty seconds', async () => {
    const { url } = await pages.house().link('challenge');
    const { page } = await openPage(pages.browser(), pages.house().origin);
    await page.goto(url);
    await begun(page);
    const spoken = page.locator('[role=status]').getByText(/again in/);
    expect(await spoken.textContent()).toContain('again in 30 seconds');
    await page.waitForTimeout(2500);
    expect(await spoken.textContent()).toContain('again in 30 seconds');
    expect(await page.locator('p[aria-hidden=true]').textContent()).not.toContain(' 30 ');
    await page.context().close();
  });

  test('who can use nothing is told whom to ask', async () => {
    const { url } = await pages.house().link('challenge');
    const { page } = await openPage(pages.browser(), pages.house().origin);
    await page.goto(url);
    await page.getByRole('button', { name: 'I can’t use any of these' }).click();
    await page.getByText('extension 42').waitFor();
    expect(await heading(page).textContent()).toBe('Getting back in');
    expect(await findBarriers(page)).toEqual([]);
    await shoot(page, 'cannot-phone-light');
    await page.context().close();
  });
});

withChromium('the look', () => {
  test.each([
    ['phone', 390, 'light', 'en'],
    ['phone', 390, 'dark', 'en'],
    ['desktop', 1280, 'light', 'en'],
    ['desktop', 1280, 'dark', 'de'],
    ['phone', 390, 'light', 'ar'],
  ] as const)(
    'of the challenge page on a %s of %i, %s, %s has no barrier',
    async (name, width, colorScheme, locale) => {
      const { url } = await pages.house().link('challenge', locale);
      const { page, faults } = await openPage(pages.browser(), pages.house().origin, {
        colorScheme,
        viewport: { width, height: 844 },
      });
      await page.goto(url);
      await page.getByRole('textbox').waitFor();
      await page.getByText('a***@e***.com').waitFor();
      expect(await page.evaluate('document.documentElement.dir')).toBe(locale === 'ar' ? 'rtl' : 'ltr');
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      expect(await findBarriers(page)).toEqual([]);
      await shoot(page, `challenge-${name}-${colorScheme}-${locale}`);
      expect(faults).toEqual([]);
      await page.context().close();
    },
  );
});
