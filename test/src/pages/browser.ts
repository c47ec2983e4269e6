import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { testAllLooks } from '@otpost/config/test-environment';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const program = '/usr/bin/chromium';
export const hasChromium = existsSync(program);
/** Git-ignored: for people to look at. */
const folder = fileURLToPath(new URL('../../../.cache/screenshots/', import.meta.url));

/** Less than a test has, so that it is told what was waited for. */
const patienceMilliseconds = 20_000;

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: program, args: ['--no-sandbox'] });
}

/** One way to look at a page: its name, width and colours. */
export interface Look {
  readonly look: string;
  readonly options: BrowserContextOptions;
}

export interface WatchedPage {
  readonly page: Page;
  /** Violations of the Content-Security-Policy, errors of scripts, and requests to other hosts. */
  readonly faults: string[];
}

/** A page that notes what a hosted page must never do. */
export async function openPage(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMilliseconds);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/i.test(message.text())) faults.push(`policy: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && url.protocol !== 'data:') faults.push(`foreign: ${url.origin}`);
  });
  return { page, faults };
}

/** A picture for a person to look at: with all looks, since a program judges by other means and pictures take their time. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (!testAllLooks()) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}${name}.png`, fullPage: true });
}
