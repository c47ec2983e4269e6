import { beforeAll, expect, test } from '@jest/globals';
import { makeAdmin } from '@otpost/api/testing/make-admin';
import { type MadeSettings, makeSettings } from '@otpost/api/testing/make-console-settings';
import { consoleLooks, useConsole } from '@otpost/api/testing/use-console';
import { withChromium } from '@otpost/api/testing/use-pages';
import { type Look, shoot } from '../pages/browser.js';
import { expectSeen, settled } from './look-around.js';

const house = useConsole();
let made: MadeSettings;
const longMilliseconds = 90_000;

beforeAll(async () => {
  made = await makeSettings(house, await makeAdmin(house.whole().opened.context, { role: 'owner' }));
});

withChromium('the pages of applications are readable, wide and narrow, light and dark', () => {
  test.each(consoleLooks)(
    '$look',
    async ({ look, options }: Look) => {
      const opened = await house.open({ role: 'owner' }, '/applications', options);
      const { page } = opened;
      const visit = async (path: string, name: string, waitFor: string): Promise<void> => {
        await page.goto(`${house.origin()}/console${path}`);
        await page.getByText(waitFor).first().waitFor();
        await settled(page);
        await shoot(page, `console-${name}-${look}`);
        await expectSeen(opened);
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
