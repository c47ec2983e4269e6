import { expect } from '@jest/globals';
import { shoot, type WatchedPage } from '../pages/browser.js';
import { findBarriers } from '../pages/find-barriers.js';
import { findUnreadable } from '../pages/find-unreadable.js';

interface LookAround {
  /** The page as it is, in a picture, and with nothing that keeps somebody out. */
  readonly see: (name: string) => Promise<void>;
  /** A dialog hides the page from the tree, and with it the heading that a page must have. */
  readonly seeDialog: (name: string) => Promise<void>;
  readonly visit: (path: string, title: string, name: string) => Promise<void>;
}

/** For one look, which names the pictures. */
export function lookAround({ page }: WatchedPage, origin: string, look: string): LookAround {
  const seeDialog = async (name: string): Promise<void> => {
    await page.waitForLoadState('networkidle');
    await shoot(page, `console-${name}-${look}`);
    expect(await findBarriers(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  };
  const see = async (name: string): Promise<void> => {
    await seeDialog(name);
    expect(await findUnreadable(page)).toEqual([]);
  };
  return {
    see,
    seeDialog,
    visit: async (path, title, name) => {
      await page.goto(`${origin}/console${path}`);
      await page.getByRole('heading', { name: title, level: 1 }).waitFor();
      await see(name);
    },
  };
}
