import { expect, test } from '@jest/globals';
import { consoleLooks, useConsole } from '@otpost/api/testing/use-console';
import { withChromium } from '@otpost/api/testing/use-pages';
import { makeSetUpLink } from '@otpost/core/admin/link/admin-link';
import { addAuthenticator } from '../pages/add-authenticator.js';
import { type Look, openPage } from '../pages/browser.js';
import { pressByKeys, tickByKeys, typeByKeys } from '../pages/keys.js';
import { lookAround } from './look-around.js';

const house = useConsole();
const password = 'a long sentence nobody guesses';
const longMilliseconds = 60_000;

withChromium('the way in, by keyboard alone: account, passkey, recovery codes, sign-out and sign-in', () => {
  test.each(consoleLooks)(
    '$look',
    async ({ look, options }: Look) => {
      const link = await makeSetUpLink(house.whole().opened.context);
      const opened = await openPage(house.browser(), house.origin(), options);
      const { page, faults } = opened;
      const { see } = lookAround(opened, house.origin(), look);
      await addAuthenticator(page);
      await page.goto(link);
      const email = `ada-${look}@example.com`;
      await typeByKeys(page, 'Email', email);
      await typeByKeys(page, 'Your name', 'Ada');
      await see('set-up');
      expect(new URL(page.url()).hash).toBe('');
      await typeByKeys(page, 'Password', 'password1');
      await page.keyboard.press('Enter');
      await page.getByText('is one of the most common passwords: choose another one').waitFor();
      await typeByKeys(page, 'Password', password);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Set up your second factor' }).waitFor();
      await see('enrol');
      await pressByKeys(page, /^Passkey/);
      await page.getByRole('heading', { name: 'Keep your recovery codes' }).waitFor();
      await see('recovery-codes');
      await tickByKeys(page, 'I have kept these codes in a safe place');
      await pressByKeys(page, 'Continue');
      await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
      await page.reload();
      await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
      if (look.startsWith('phone')) await pressByKeys(page, 'Menu');
      await pressByKeys(page, 'Sign out');
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      await see('sign-in');
      await typeByKeys(page, 'Email', email);
      await typeByKeys(page, 'Password', password);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Second factor' }).waitFor();
      await see('second-factor');
      await pressByKeys(page, 'Continue with the passkey');
      await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
      expect(faults).toEqual([]);
    },
    longMilliseconds,
  );
});
