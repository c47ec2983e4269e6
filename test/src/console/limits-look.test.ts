import { beforeAll, expect, test } from '@jest/globals';
import { consoleLooks, useConsole } from '@otpost/api/testing/use-console';
import { withChromium } from '@otpost/api/testing/use-pages';
import { lookAround } from './look-around.js';
import { makePeople } from './people.js';

const house = useConsole();
beforeAll(async () => {
  await makePeople(house.whole());
});

withChromium('resets, limits and suppressed addresses are readable, wide and narrow, light and dark', () => {
  test.each(consoleLooks)(
    '$look',
    async ({ look, options }) => {
      const opened = await house.open({ role: 'owner' }, '/resets', options);
      const { page } = opened;
      const { seeDialog, visit } = lookAround(opened, house.origin(), look);
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
    },
    60_000,
  );
});
