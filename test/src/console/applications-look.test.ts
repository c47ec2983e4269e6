import { expect, test } from '@jest/globals';
import { type MadeSettings, makeSettings } from '@otpost/api/testing/make-console-settings';
import { consoleLooks, useConsole } from '@otpost/api/testing/use-console';
import { expectReadable, withChromium } from '@otpost/api/testing/use-pages';
import { shoot } from '../pages/browser.js';

const house = useConsole();
let made: MadeSettings | undefined;
const longMilliseconds = 90_000;

withChromium('the pages of applications are readable, wide and narrow, light and dark', () => {
  test.each(consoleLooks)(
    '%s',
    async (look: string, options) => {
      const opened = await house.open({ role: 'owner' }, '/applications', options);
      const { page } = opened;
      made ??= await makeSettings(house, opened.made);
      const visit = async (path: string, name: string, waitFor: string): Promise<void> => {
        await page.goto(`${house.origin()}/console${path}`);
        await page.getByText(waitFor).first().waitFor();
        await page.waitForLoadState('networkidle');
        await shoot(page, `console-${name}-${look}`);
        await expectReadable(opened);
      };
      const application = `/applications/${made.applicationId}`;
      await visit('/applications', 'applications', 'The systems that ask');
      await visit(application, 'application-settings', 'Digits of a code');
      await visit(`${application}?tab=sms`, 'application-sms', 'Find a country');
      await visit(`${application}?tab=policy`, 'application-policy', 'What would happen to a user?');
      await visit(`${application}?tab=branding`, 'application-branding', 'Enter the code');
      await visit(`${application}?tab=keys`, 'application-keys', 'otp_live_');
      await visit(`${application}?tab=webhooks`, 'application-webhooks', 'Order system');
      await visit(`${application}?tab=versions`, 'application-versions', 'Version 2');
      expect(opened.faults).toEqual([]);
    },
    longMilliseconds,
  );
});
