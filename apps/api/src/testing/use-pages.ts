import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import type { PageResult, PageSessionView } from '@otpost/core/page-session/page-session-schemas';
import type { SettingsPatch } from '@otpost/core/settings/applications/settings-patch';
import { hasChromium, openBrowser, openPage, type WatchedPage } from '@otpost/test/pages/browser';
import { findBarriers } from '@otpost/test/pages/find-barriers';
import { findUnreadable } from '@otpost/test/pages/find-unreadable';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { type FactorClient, newFactorClient } from './factor-client.js';
import { type PagesHouse, startPages } from './start-pages.js';
import { newUserClient } from './user-client.js';

if (!hasChromium) process.stderr.write('SKIPPED: the hosted pages are not tested, since /usr/bin/chromium is absent\n');

/** Skipped, in one visible line, where there is no browser. */
export const withChromium: (name: string, work: () => void) => void = hasChromium ? describe : describe.skip;

export interface OpenedFlow extends WatchedPage {
  /** Of the page session. */
  readonly id: string;
}

export interface Pages {
  readonly house: () => PagesHouse;
  readonly browser: () => Browser;
  /** An application whose users may come back to this house. */
  shop(name: string, settings: SettingsPatch): Promise<FactorClient>;
  /** A user who follows the link of a new page session. */
  open(shop: FactorClient, user: string, flow: string, options?: OpenOptions): Promise<OpenedFlow>;
  /** What the application is told of it. */
  resultOf(shop: FactorClient, id: string): Promise<PageResult>;
}

export interface OpenOptions extends BrowserContextOptions {
  readonly language?: string;
}

/** A house with pages and a browser for all tests of a file. */
export function usePages(): Pages {
  let house: PagesHouse;
  let browser: Browser;
  beforeAll(async () => {
    if (!hasChromium) return;
    house = await startPages();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });
  return {
    house: () => house,
    browser: () => browser,
    shop: async (name, settings) => {
      const brand = { name: 'Northwind', colour: '#0f766e' };
      const supportText = 'Call the help desk on extension 42, or come to room 1.07.';
      const returnUrls = [`${house.origin}/livez`];
      return newFactorClient(
        house.whole,
        await newUserClient(house.whole, name, { brand, supportText, returnUrls, ...settings }),
      );
    },
    open: async (shop, user, flow, { language, ...options } = {}) => {
      const wanted = { user, flow, returnUrl: `${house.origin}/livez`, ...(language ? { locale: language } : {}) };
      const { status, body } = await shop.client.call<PageSessionView>('POST', '/v1/page-sessions', wanted);
      expect({ status, body }).toMatchObject({ status: 201 });
      const opened = await openPage(browser, house.origin, options);
      await opened.page.goto(body.url);
      await opened.page.locator('h1').waitFor();
      return { ...opened, id: body.id };
    },
    resultOf: async (shop, id) => (await shop.client.call<PageResult>('GET', `/v1/page-sessions/${id}/result`)).body,
  };
}

/** Nothing on this screen keeps anybody out: by axe, by the accessibility tree, and by the width of a phone. */
export async function expectReadable({ page, faults }: WatchedPage): Promise<void> {
  expect(await findBarriers(page)).toEqual([]);
  expect(await findUnreadable(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  expect(faults).toEqual([]);
}
