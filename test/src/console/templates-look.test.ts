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

withChromium('the pages of templates and webhooks are readable, wide and narrow, light and dark', () => {
  test.each(consoleLooks)(
    '$look',
    async ({ look, options }: Look) => {
      const opened = await house.open({ role: 'owner' }, '/templates', options);
      const { page } = opened;
      const visit = async (path: string, name: string, waitFor: string): Promise<void> => {
        await page.goto(`${house.origin()}/console${path}`);
        await page.getByText(waitFor).first().waitFor();
        await settled(page);
        await shoot(page, `console-${name}-${look}`);
        await expectSeen(opened);
      };
      await visit('/templates', 'templates', 'Your own words');
      await visit(`/templates/${made.mailId}`, 'template-mail', 'As plain text');
      await visit(`/templates/${made.arabicId}`, 'template-arabic', 'one segment');
      await visit('/templates/new', 'template-new', 'Where it holds');
      await visit(`/applications/${made.applicationId}/webhooks/${made.webhookId}`, 'webhook', 'Delivery log');
      expect(opened.faults).toEqual([]);
    },
    longMilliseconds,
  );
});
