import { beforeAll, expect, test } from '@jest/globals';
import { useConsole } from '@otpost/api/testing/use-console';
import { withChromium } from '@otpost/api/testing/use-pages';
import { adminRoles } from '@otpost/core/admin/admin-role';
import { putUser } from '@otpost/core/user/put-user';
import { settled } from './look-around.js';

const house = useConsole();
const email = 'grace.hopper@example.com';

/** What each role finds in the navigation, in order; the server refuses the rest by itself. */
const sections = {
  viewer: [
    'Overview',
    'Challenges',
    'Queues',
    'Alerts',
    'Users',
    'Reset requests',
    'Suppressed',
    'Channels',
    'Applications',
    'Templates',
  ],
  support: [
    'Overview',
    'Challenges',
    'Queues',
    'Alerts',
    'Users',
    'Reset requests',
    'Limited',
    'Suppressed',
    'Channels',
    'Applications',
    'Templates',
  ],
  admin: [
    'Overview',
    'Challenges',
    'Queues',
    'Alerts',
    'Audit log',
    'Users',
    'Reset requests',
    'Limited',
    'Suppressed',
    'Channels',
    'Applications',
    'Templates',
  ],
  owner: [
    'Overview',
    'Challenges',
    'Queues',
    'Alerts',
    'Audit log',
    'Users',
    'Reset requests',
    'Limited',
    'Suppressed',
    'Channels',
    'Applications',
    'Templates',
    'Admins',
  ],
} as const;
const ofAllOnly = ['Queues', 'Alerts', 'Channels', 'Admins'];
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
      expect(found).toEqual(sections[role].filter((name) => isWhole || !ofAllOnly.includes(name)));
      for (const name of found) {
        await page.getByRole('link', { name, exact: true }).click();
        await page.getByRole('heading', { name, level: 1 }).waitFor();
        await settled(page);
        expect([name, await page.locator('.notice.bad:visible').allTextContents()]).toEqual([name, []]);
      }
      for (const [path, act, least] of mainActs) {
        if (!isWhole && path === '/channels') continue;
        await page.goto(`${house.origin()}/console${path}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await settled(page);
        const isShown = (await page.getByText(act, { exact: true }).count()) > 0;
        expect([path, isShown]).toEqual([path, adminRoles.indexOf(role) >= adminRoles.indexOf(least)]);
      }
      await page.waitForLoadState('networkidle');
      expect(refused).toEqual([]);
      expect(told).toEqual([]);
      expect(faults).toEqual([]);
    },
    60_000,
  );
});
