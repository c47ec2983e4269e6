import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { useConsole } from '@otpost/api/testing/use-console';
import { withChromium } from '@otpost/api/testing/use-pages';
import { type FakeSmtp, startFakeSmtp } from '@otpost/provider-kit/fakes/start-fake-smtp';

const house = useConsole();
const login = { username: 'otpost', password: 'CANARY-correct-horse' };
const longMilliseconds = 60_000;
let smtp: FakeSmtp;

beforeAll(async () => {
  smtp = await startFakeSmtp({ tls: 'none', login });
});
afterAll(() => smtp.close());

withChromium('an admin of channels', () => {
  test(
    'is refused a password that does not work, goes back to an older version, undoes a deletion, and is told where to look when a test is not taken',
    async () => {
      const opened = await house.open({ role: 'owner' }, '/channels');
      const { page, made } = opened;
      const config = { host: 'localhost', port: smtp.port, ...login, from: 'a@example.com', allowInsecure: true };
      const body = { channel: 'email', kind: 'smtp', name: 'Walked', config };
      const answer = await house.ask(made, 'POST', '/admin/v1/providers', body);
      const { id } = answer.body as { readonly id: string };
      await page.goto(`${house.origin()}/console/channels/${id}`);
      await page.getByLabel('Password').fill('CANARY-wrong-horse');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('Check user name and password', { exact: false }).waitFor();
      await page.getByLabel('Password').fill('');
      await page.getByLabel('Name', { exact: true }).fill('Renamed');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('Version 2').waitFor();
      await page.getByRole('button', { name: 'Go back to this' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Go back' }).click();
      await page.getByRole('heading', { name: 'Walked', level: 1 }).waitFor();
      await page.getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.getByText('Walked is back').waitFor();
      const back = await house.ask(made, 'GET', `/admin/v1/providers/${id}`);
      expect(back).toMatchObject({ status: 200, body: { name: 'Walked', version: 4 } });
      // This house has no worker.
      await page.goto(`${house.origin()}/console/channels/${id}`);
      await page.getByRole('button', { name: 'Send a test' }).click();
      await page.getByText('Nothing has taken it yet.').waitFor();
      await page.getByRole('link', { name: 'See whether a worker runs' }).click();
      await page.getByText('No worker runs, so nothing is sent.').waitFor();
      expect(await page.content()).not.toContain('CANARY');
      expect(opened.faults).toEqual([]);
    },
    longMilliseconds,
  );
});
