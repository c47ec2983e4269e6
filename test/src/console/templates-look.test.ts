import { expect, test } from '@jest/globals';
import { type MadeSettings, makeSettings } from '@otpost/api/testing/make-console-settings';
import { consoleLooks, useConsole } from '@otpost/api/testing/use-console';
import { expectReadable, withChromium } from '@otpost/api/testing/use-pages';
import { shoot } from '../pages/browser.js';

const house = useConsole();
let made: MadeSettings | undefined;
const longMilliseconds = 90_000;

withChromium('the pages of templates and webhooks are readable, wide and narrow, light and dark', () => {
  test.each(consoleLooks)(
    '%s',
    async (look: string, options) => {
      const opened = await house.open({ role: 'owner' }, '/templates', options);
      const { page } = opened;
      made ??= await makeSettings(house, opened.made);
      const visit = async (path: string, name: string, waitFor: string): Promise<void> => {
        await page.goto(`${house.origin()}/console${path}`);
        await page.getByText(waitFor).first().waitFor();
        await page.waitForLoadState('networkidle');
        await shoot(page, `console-${name}-${look}`);
        await expectReadable(opened);
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
