import { beforeAll, expect, test } from '@jest/globals';
import { useConsole } from '@otpost/api/testing/use-console';
import { withChromium } from '@otpost/api/testing/use-pages';
import { type AdminRole, adminRoles, mayActAs } from '@otpost/core/admin/admin-role';
import { putUser } from '@otpost/core/user/put-user';
import { settled } from './look-around.js';

const house = useConsole();
const email = 'grace.hopper@example.com';

/** What the navigation has, in order, with the least role that finds it; the server refuses the rest by itself. */
const sections: readonly (readonly [name: string, least: AdminRole, ofAll?: 'of all'])[] = [
  ['Overview', 'viewer'],
  ['Challenges', 'viewer'],
  ['Queues', 'viewer', 'of all'],
  ['Alerts', 'viewer', 'of all'],
  ['Audit log', 'admin'],
  ['Users', 'viewer'],
  ['Reset requests', 'viewer'],
  ['Limited', 'support'],
  ['Suppressed', 'viewer'],
  ['Channels', 'viewer', 'of all'],
  ['Applications', 'viewer'],
  ['Templates', 'viewer'],
  ['Admins', 'owner', 'of all'],
];
/** Buttons that only some roles have. */
const mainActs = [
  ['/channels', 'Connect a provider', 'admin'],
  ['/suppressed', 'Add an address', 'support'],
] as const;

beforeAll(async () => {
  const { opened, applicationId } = house.whole();
  const input = { email, emailVerified: true, name: 'Grace Hopper' };
  await putUser(opened.context, { applicationId, externalId: 'user-1', actor: 'key:test', input });
});

withChromium('each role walks over every page: what it finds works, and no answer tells a full address', () => {
  const walks = adminRoles.flatMap((role) => [[role, 'all applications'] as const, [role, 'one application'] as const]);
  test.each(walks)(
    '%s of %s',
    async (role, what) => {
      const isWhole = what === 'all applications';
      const applications = isWhole ? {} : { applications: [house.whole().applicationId] };
      const { page, faults } = await house.open({ role, ...applications }, '/');
      const refused: string[] = [];
      const told: string[] = [];
      page.on('response', (answer) => {
        const { pathname } = new URL(answer.url());
        if (!pathname.startsWith('/admin/')) return;
        if (answer.status() >= 400) refused.push(`${answer.status()} ${pathname}`);
        answer.text().then(
          (text) => (text.includes(email) ? told.push(pathname) : undefined),
          () => undefined,
        );
      });
      const links = page.getByRole('navigation', { name: 'Console' }).getByRole('link');
      await links.first().waitFor();
      const found = await links.allTextContents();
      const expected = sections.filter(([, least, ofAll]) => mayActAs(role, least) && (isWhole || !ofAll));
      expect(found).toEqual(expected.map(([name]) => name));
      for (const name of found) {
        await page.getByRole('link', { name, exact: true }).click();
        await page.getByRole('heading', { name, level: 1 }).waitFor();
        await settled(page);
        // This house has no worker, and says so.
        const bad = page.locator('.notice.bad:visible').filter({ hasNotText: 'No worker runs' });
        expect([name, await bad.allTextContents()]).toEqual([name, []]);
      }
      for (const [path, act, least] of mainActs) {
        if (!isWhole && path === '/channels') continue;
        await page.goto(`${house.origin()}/console${path}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await settled(page);
        const isShown = (await page.getByText(act, { exact: true }).count()) > 0;
        expect([path, isShown]).toEqual([path, mayActAs(role, least)]);
      }
      await page.waitForLoadState('networkidle');
      expect(refused).toEqual([]);
      expect(told).toEqual([]);
      expect(faults).toEqual([]);
    },
    60_000,
  );
});
