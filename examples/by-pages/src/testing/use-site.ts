import { afterAll, beforeAll, describe } from '@jest/globals';
import { hasChromium, openBrowser } from '@otpost/test/pages/browser';
import type { Browser } from 'playwright-core';
import { startSite, type TestSite } from './start-site.js';

/** Skipped where there is no browser. */
export const withChromium: (name: string, work: () => void) => void = hasChromium ? describe : describe.skip;

/** The site and a browser for all tests of a file. */
export function useSite(): { readonly site: () => TestSite; readonly browser: () => Browser } {
  let site: TestSite;
  let browser: Browser;
  beforeAll(async () => {
    if (!hasChromium) return;
    site = await startSite();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });
  return { site: () => site, browser: () => browser };
}
