import { beforeAll, expect, test } from '@jest/globals';
import { makeAdmin } from '@otpost/api/testing/make-admin';
import { type MadeSettings, makeSettings } from '@otpost/api/testing/make-console-settings';
import { consoleLooks, useConsole } from '@otpost/api/testing/use-console';
import { withChromium } from '@otpost/api/testing/use-pages';
import type { Look } from '../pages/browser.js';
import { lookAround } from './look-around.js';

const house = useConsole();
let made: MadeSettings;
const longMilliseconds = 90_000;

beforeAll(async () => {
  made = await makeSettings(house, await makeAdmin(house.whole().opened.context, { role: 'owner' }));
});

withChromium('the pages of applications, templates and webhooks are readable, wide and narrow, light and dark', () => {
  test.each(consoleLooks)(
    '$look',
    async ({ look, options }: Look) => {
      const opened = await house.open({ role: 'owner' }, '/applications', options);
      const { visitUntil } = lookAround(opened, house.origin(), look);
      const application = `/applications/${made.applicationId}`;
      await visitUntil('/applications', 'The systems that ask', 'applications');
      await visitUntil(application, 'Digits of a code', 'application-settings');
      await visitUntil(`${application}?tab=sms`, 'Find a country', 'application-sms');
      await visitUntil(`${application}?tab=policy`, 'What would happen to a user?', 'application-policy');
      await visitUntil(`${application}?tab=branding`, 'Enter the code', 'application-branding');
      await visitUntil(`${application}?tab=keys`, 'otp_live_', 'application-keys');
      await visitUntil(`${application}?tab=webhooks`, 'Order system', 'application-webhooks');
      await visitUntil(`${application}?tab=versions`, 'Version 2', 'application-versions');
      await visitUntil('/templates', 'Your own words', 'templates');
      await visitUntil(`/templates/${made.mailId}`, 'As plain text', 'template-mail');
      await visitUntil(`/templates/${made.arabicId}`, 'one segment', 'template-arabic');
      await visitUntil('/templates/new', 'Where it holds', 'template-new');
      await visitUntil(`${application}/webhooks/${made.webhookId}`, 'Delivery log', 'webhook');
      expect(opened.faults).toEqual([]);
    },
    longMilliseconds,
  );
});
