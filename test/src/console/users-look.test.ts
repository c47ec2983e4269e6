import { beforeAll, expect, test } from '@jest/globals';
import { consoleLooks, useConsole } from '@otpost/api/testing/use-console';
import { withChromium } from '@otpost/api/testing/use-pages';
import { lookAround } from './look-around.js';
import { makePeople, type People } from './people.js';

const house = useConsole();
let people: People;
beforeAll(async () => {
  people = await makePeople(house.whole());
});

withChromium('the pages of users are readable, wide and narrow, light and dark', () => {
  test.each(consoleLooks)(
    '$look',
    async ({ look, options }) => {
      const opened = await house.open({ role: 'owner' }, '/users', options);
      const { page } = opened;
      const { see, seeDialog, visit } = lookAround(opened, house.origin(), look);
      await visit('/users', 'Users', 'users');
      await page.getByLabel('Find a user').fill('nobody@example.com');
      await page.getByRole('button', { name: 'Find' }).click();
      await page.getByText('Nobody is found by that').waitFor();
      await see('users-none');
      await visit(`/users/${people.shop}/user-1042`, 'user-1042', 'user');
      await page.getByRole('button', { name: 'Erase …' }).click();
      await page.getByRole('alertdialog').waitFor();
      await seeDialog('user-erase');
      expect(opened.faults).toEqual([]);
    },
    60_000,
  );
});
