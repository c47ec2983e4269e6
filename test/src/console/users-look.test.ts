import { beforeAll, expect, test } from '@jest/globals';
import { consoleLooks, useConsole } from '@otpost/api/testing/use-console';
import { expectReadable, withChromium } from '@otpost/api/testing/use-pages';
import { shoot } from '../pages/browser.js';
import { findBarriers } from '../pages/find-barriers.js';
import { makePeople, type People } from './people.js';

const house = useConsole();
let people: People;
beforeAll(async () => {
  people = await makePeople(house.whole());
});

withChromium('the pages of users are readable, wide and narrow, light and dark', () => {
  test.each(consoleLooks)('%s', async (look, options) => {
    const opened = await house.open({ role: 'owner' }, '/users', options);
    const { page } = opened;
    const see = async (name: string): Promise<void> => {
      await page.waitForLoadState('networkidle');
      await shoot(page, `console-${name}-${look}`);
      await expectReadable(opened);
    };
    // A dialog hides the page from the tree, and with it the heading that a page must have.
    const seeDialog = async (name: string): Promise<void> => {
      await page.waitForLoadState('networkidle');
      await shoot(page, `console-${name}-${look}`);
      expect(await findBarriers(page)).toEqual([]);
    };
    const visit = async (path: string, title: string, name: string): Promise<void> => {
      await page.goto(`${house.origin()}/console${path}`);
      await page.getByRole('heading', { name: title, level: 1 }).waitFor();
      await see(name);
    };
    await visit('/users', 'Users', 'users');
    await page.getByLabel('Find a user').fill('nobody@example.com');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByText('Nobody is found by that').waitFor();
    await see('users-none');
    await visit(`/users/${people.shop}/user-1042`, 'user-1042', 'user');
    await page.getByRole('button', { name: 'Erase …' }).click();
    await page.getByRole('alertdialog').waitFor();
    await seeDialog('user-erase');
    await visit('/resets', 'Reset requests', 'resets');
    await page.getByRole('button', { name: 'Decide …' }).click();
    await page.getByRole('dialog').getByText('Reason').first().waitFor();
    await seeDialog('reset-dialog');
    await visit('/resets?status=mailed', 'Reset requests', 'resets-none');
    await visit('/limited', 'Limited', 'limited');
    await visit('/suppressed', 'Suppressed addresses', 'suppressed');
    await page.getByRole('button', { name: 'Add an address' }).click();
    await page.getByRole('dialog').waitFor();
    await seeDialog('suppress-dialog');
    expect(opened.faults).toEqual([]);
  });
});
