import { startWholeApi } from '@otpost/api/testing/start-whole-api';
import { createOtpost } from '@otpost/sdk';
import { freePort } from '@otpost/test/servers/free-port';
import type { Page } from 'playwright-core';
import { createSite } from '../create-site.js';

export interface TestSite {
  readonly url: string;
  /** The first step: the password. */
  signIn(page: Page): Promise<void>;
  close(): Promise<void>;
}

/** For tests: the site beside a whole API, whose application requires a second factor. */
export async function startSite(): Promise<TestSite> {
  const [apiPort, sitePort] = [await freePort(), await freePort()];
  const publicUrl = `http://localhost:${apiPort}`;
  const url = `http://localhost:${sitePort}`;
  const whole = await startWholeApi({ place: { port: apiPort, publicUrl } });
  const settings = {
    returnUrls: [`${url}/return`],
    policy: { requirement: 'required' as const, trustedDeviceDays: 30 },
  };
  const { key } = await whole.addApplication('site', settings);
  await whole.opened.context.settings.refresh();
  const server = createSite({ otpost: createOtpost({ baseUrl: publicUrl, apiKey: key }), siteUrl: url }).listen(
    sitePort,
    'localhost',
  );
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url,
    signIn: async (page) => {
      await page.goto(url);
      await page.getByLabel('Name').fill('ada');
      await page.getByLabel('Password').fill('correct horse battery staple');
      await page.getByRole('button', { name: 'Sign in' }).click();
    },
    close: async () => {
      server.close();
      await whole.close();
    },
  };
}
