import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { shoot, type WatchedPage } from '../pages/browser.js';
import { findBarriers } from '../pages/find-barriers.js';
import { findUnreadable } from '../pages/find-unreadable.js';

interface LookAround {
  /** The page as it is, in a picture, and with nothing that keeps somebody out. */
  readonly see: (name: string) => Promise<void>;
  /** A dialog hides the page from the tree, and with it the heading that a page must have. */
  readonly seeDialog: (name: string) => Promise<void>;
  /** A page that is there once its title is. */
  readonly visit: (path: string, title: string, name: string) => Promise<void>;
  /** One of several under the same title, which is there once this text is. */
  readonly visitUntil: (path: string, text: string, name: string) => Promise<void>;
}

/** Until every part of the page has its first answer. */
export async function settled(page: Page): Promise<void> {
  while ((await page.locator('.waiting').count()) > 0) await sleep(20);
}

/** Tables that must be pushed aside to be read, and fields and headings that reach beyond what holds them. */
const findCutOff = `[
  ...[...document.querySelectorAll('.table-frame')].filter((frame) => frame.scrollWidth > frame.clientWidth + 1),
  ...[...document.querySelectorAll('.field input, .card h2')].filter((inner) => {
    const holder = inner.closest('.field, .card');
    return inner.getBoundingClientRect().right > holder.getBoundingClientRect().right + 1 || inner.scrollWidth > inner.clientWidth + 1 && inner.matches('h2');
  }),
].map((element) => element.outerHTML.slice(0, 120))`;

/** Nothing on this page keeps anybody out: by the width of a phone, by the policy, by axe and by the accessibility tree. */
async function expectSeen({ page, faults }: WatchedPage): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  expect(await page.evaluate(findCutOff)).toEqual([]);
  expect(faults).toEqual([]);
  expect(await findBarriers(page)).toEqual([]);
  expect(await findUnreadable(page)).toEqual([]);
}

/** For one look, which names the pictures. */
export function lookAround(opened: WatchedPage, origin: string, look: string): LookAround {
  const { page } = opened;
  const picture = async (name: string): Promise<void> => {
    await settled(page);
    await shoot(page, `console-${name}-${look}`);
  };
  const see = async (name: string): Promise<void> => {
    await picture(name);
    await expectSeen(opened);
  };
  return {
    see,
    seeDialog: async (name) => {
      await picture(name);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      expect(await findBarriers(page)).toEqual([]);
    },
    visit: async (path, title, name) => {
      await page.goto(`${origin}/console${path}`);
      await page.getByRole('heading', { name: title, level: 1 }).waitFor();
      await see(name);
    },
    visitUntil: async (path, text, name) => {
      await page.goto(`${origin}/console${path}`);
      await page.getByText(text).first().waitFor();
      await see(name);
    },
  };
}
