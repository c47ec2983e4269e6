import { beforeAll, expect, test } from '@jest/globals';
import { useConsole } from '@otpost/api/testing/use-console';
import { withChromium } from '@otpost/api/testing/use-pages';
import { makeHistory } from './make-history.js';

const house = useConsole();
const patience = 60_000;

withChromium('an admin runs the installation from the console', () => {
  beforeAll(() => makeHistory(house.whole().opened.context, 40), patience);

  test('looks at the overview, and a link leads to what was seen', async () => {
    const { page, faults } = await house.open({ role: 'viewer' }, '/');
    await page.getByText('Conversion').first().waitFor();
    await page.getByRole('radio', { name: '24 hours' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/span=day/);
    await page.getByRole('button', { name: /All channels/ }).click();
    await page.getByRole('option', { name: 'SMS' }).click();
    await page.waitForURL(/channel=sms/);
    await page.reload();
    await page.getByRole('radio', { name: '24 hours', checked: true }).waitFor();
    const channels = page.getByRole('table', { name: 'By channel' });
    await channels.waitFor();
    expect(await channels.getByRole('rowheader').allTextContents()).toEqual(['SMS']);
    expect(faults).toEqual([]);
  });

  test('finds a challenge by its status and reads its story', async () => {
    const { page } = await house.open({ role: 'viewer' }, '/challenges?status=approved');
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByRole('heading', { name: 'Timeline' }).waitFor();
    const entries = page.locator('.timeline li');
    expect(await entries.first().textContent()).toContain('Asked for');
    expect(await page.getByText('Approved: the right answer came').count()).toBe(1);
    await page.getByRole('link', { name: 'Challenges' }).last().click();
    await page.getByRole('heading', { name: 'Challenges', level: 1 }).waitFor();
  });

  test('looks for a whole address, which stands in no URL', async () => {
    const { page } = await house.open({ role: 'viewer' }, '/challenges');
    await page.getByRole('table').waitFor();
    const urls: string[] = [];
    page.on('request', (request) => urls.push(request.url()));
    await page.getByLabel('Address').fill('nobody@example.com');
    await page.keyboard.press('Enter');
    await page.getByText('No challenge fits').waitFor();
    expect([...urls, page.url()].filter((url) => url.includes('nobody'))).toEqual([]);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByRole('table').waitFor();
  });

  test('pauses a channel with a reason, and resumes it', async () => {
    const { page, made } = await house.open({ role: 'admin' }, '/queues');
    const email = page.getByRole('region', { name: 'Email' });
    await email.getByRole('button', { name: 'Pause' }).click();
    const dialog = page.getByRole('alertdialog');
    expect(await dialog.getByRole('button', { name: 'Pause' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Reason').fill('The mail server moves');
    await page.keyboard.press('Enter');
    await email.getByText('The mail server moves').waitFor();
    const { body } = await house.ask(made, 'GET', '/admin/v1/queues');
    expect(JSON.stringify(body)).toContain('The mail server moves');
    await email.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('alertdialog').getByLabel('Reason').fill('It has moved');
    await page.keyboard.press('Enter');
    await email.getByRole('button', { name: 'Pause' }).waitFor();
  });

  test('a viewer is offered nothing that would be refused', async () => {
    const { page } = await house.open({ role: 'viewer' }, '/queues');
    await page.getByRole('region', { name: 'Email' }).waitFor();
    expect(await page.getByRole('button', { name: /Pause|Drain|Resume/ }).count()).toBe(0);
  });

  test('searches, verifies and exports the audit log', async () => {
    const { page } = await house.open({ role: 'owner' }, '/audit');
    await page.getByLabel('Action').fill('provider.create');
    await page.keyboard.press('Enter');
    await page.waitForURL(/action=provider.create/);
    const table = page.getByRole('table', { name: 'Audit log' });
    // The rows before stay until the new ones are there.
    await table.getByText('admin.sign_in').first().waitFor({ state: 'detached' });
    await table.getByText('provider.create').first().waitFor();
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByText(/All [0-9,]+ entries are as they were written/).waitFor();
    await page.getByRole('button', { name: 'Export' }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('otpost-audit.csv');
  });

  test('is told of the entry that was changed behind the back of Otpost', async () => {
    const { page } = await house.open({ role: 'owner' }, '/audit');
    const { store } = house.whole().opened.context;
    const entry = await store.audit.get('aud_000000000003');
    if (!entry) throw new Error('There is no third entry');
    await store.audit.replace({ ...entry, version: entry.version + 1, target: 'somebody else' }, entry.version);
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByText('Entry 3 says something else than when it was written.').waitFor();
  });
});
