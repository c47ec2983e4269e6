import { expect, test } from '@jest/globals';
import { consoleLooks, useConsole } from '@otpost/api/testing/use-console';
import { withChromium } from '@otpost/api/testing/use-pages';
import { type Look, shoot } from '../pages/browser.js';
import { expectSeen, settled } from './look-around.js';

const house = useConsole();

withChromium('the pages of channels, admins and the own account are readable, wide and narrow, light and dark', () => {
  test.each(consoleLooks)('$look', async ({ look, options }: Look) => {
    const opened = await house.open({ role: 'owner' }, '/channels', options);
    const { page } = opened;
    const visit = async (path: string, name: string, waitFor: string): Promise<void> => {
      await page.goto(`${house.origin()}/console${path}`);
      await page.getByRole('heading', { name: waitFor, level: 1 }).waitFor();
      await settled(page);
      await shoot(page, `console-${name}-${look}`);
      await expectSeen(opened);
    };
    await visit('/channels', 'channels', 'Channels');
    await visit('/channels/new/sms', 'new-provider', 'Connect a provider for SMS');
    await visit('/channels/new/email/smtp', 'smtp', 'Connect SMTP');
    await page.goto(`${house.origin()}/console/channels`);
    await page.getByRole('link', { name: 'mail', exact: true }).click();
    await page.getByRole('heading', { name: 'mail', level: 1 }).waitFor();
    await settled(page);
    await shoot(page, `console-provider-${look}`);
    await expectSeen(opened);
    await visit('/admins', 'admins', 'Admins');
    await visit('/account', 'account', 'Your account');
    expect(opened.faults).toEqual([]);
  });
});
