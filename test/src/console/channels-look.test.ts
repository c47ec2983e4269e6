import { expect, test } from '@jest/globals';
import { signInElsewhere } from '@otpost/api/testing/sign-in-elsewhere';
import { consoleLooks, useConsole } from '@otpost/api/testing/use-console';
import { withChromium } from '@otpost/api/testing/use-pages';
import type { Look } from '../pages/browser.js';
import { lookAround } from './look-around.js';

const house = useConsole();

withChromium('the pages of channels, admins and the own account are readable, wide and narrow, light and dark', () => {
  test.each(consoleLooks)(
    '$look',
    async ({ look, options }: Look) => {
      const opened = await house.open({ role: 'owner' }, '/channels', options);
      const { page } = opened;
      const { see, visit } = lookAround(opened, house.origin(), look);
      await visit('/channels', 'Channels', 'channels');
      await visit('/channels/new/sms', 'Connect a provider for SMS', 'new-provider');
      await visit('/channels/new/email/smtp', 'Connect SMTP', 'smtp');
      await page.goto(`${house.origin()}/console/channels`);
      await page.getByRole('link', { name: 'mail', exact: true }).click();
      await page.getByRole('heading', { name: 'mail', level: 1 }).waitFor();
      await see('provider');
      await visit('/admins', 'Admins', 'admins');
      await signInElsewhere(house.whole().opened.context, opened.made);
      await visit('/account', 'Your account', 'account');
      expect(opened.faults).toEqual([]);
    },
    60_000,
  );
});
