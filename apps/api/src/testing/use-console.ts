import { afterAll, beforeAll } from '@jest/globals';
import { testAllLooks } from '@otpost/config/test-environment';
import { hasChromium, type Look, openBrowser, openPage, type WatchedPage } from '@otpost/test/pages/browser';
import { freePort } from '@otpost/test/servers/free-port';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { type MadeAdmin, makeAdmin, type NewAdmin } from './make-admin.js';
import { startWholeApi, type WholeApi } from './start-whole-api.js';

export interface OpenedConsole extends WatchedPage {
  readonly made: MadeAdmin;
}

export interface ConsoleHouse {
  readonly whole: () => WholeApi;
  readonly origin: () => string;
  readonly browser: () => Browser;
  /** A page of the console for a new admin who is signed in, at `path` below /console. */
  open(admin: NewAdmin, path: string, options?: BrowserContextOptions): Promise<OpenedConsole>;
  /** A request as the console makes it, for this admin. */
  ask(made: MadeAdmin, method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
}

const judgedLooks: readonly Look[] = [
  { look: 'desktop-light', options: { viewport: { width: 1280, height: 900 }, colorScheme: 'light' } },
  { look: 'phone-dark', options: { viewport: { width: 390, height: 844 }, colorScheme: 'dark' } },
];
const otherLooks: readonly Look[] = [
  { look: 'desktop-dark', options: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' } },
  { look: 'phone-light', options: { viewport: { width: 390, height: 844 }, colorScheme: 'light' } },
];

/** Wide and narrow, light and dark: each once, and all four of them with OTPOST_TEST_ALL_LOOKS=1. */
export const consoleLooks: readonly Look[] = testAllLooks() ? [...judgedLooks, ...otherLooks] : judgedLooks;

/** The API on an address that a browser can reach, and a browser, for all tests of a file. There is no worker. */
export function useConsole(): ConsoleHouse {
  let whole: WholeApi;
  let browser: Browser | undefined;
  let origin = '';
  beforeAll(async () => {
    const port = await freePort();
    origin = `http://localhost:${port}`;
    whole = await startWholeApi({ place: { port, publicUrl: origin } });
    if (hasChromium) browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await whole?.close();
  });
  const cookieName = (): string => `otpost-console-${new URL(origin).port}`;
  return {
    whole: () => whole,
    origin: () => origin,
    browser: () => {
      if (!browser) throw new Error('There is no browser');
      return browser;
    },
    open: async (admin, path, options = {}) => {
      const made = await makeAdmin(whole.opened.context, admin);
      if (!browser) throw new Error('There is no browser');
      const opened = await openPage(browser, origin, { viewport: { width: 1280, height: 900 }, ...options });
      const cookie = { name: cookieName(), value: made.session, domain: 'localhost', path: '/', httpOnly: true };
      await opened.page.context().addCookies([{ ...cookie, sameSite: 'Strict' }]);
      await opened.page.goto(`${origin}/console${path}`);
      await opened.page.locator('h1').waitFor();
      return { ...opened, made };
    },
    ask: async ({ session }, method, path, body) => {
      const headers = new Headers({ cookie: `${cookieName()}=${session}`, 'otpost-console': '1', origin });
      if (body !== undefined) headers.set('content-type', 'application/json');
      const content = body === undefined ? {} : { body: JSON.stringify(body) };
      const answer = await fetch(`${origin}${path}`, { method, headers, ...content });
      const text = await answer.text();
      const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
      return { status: answer.status, body: isJson && text !== '' ? JSON.parse(text) : text };
    },
  };
}
