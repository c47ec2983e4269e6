import { beforeAll, expect, test } from '@jest/globals';
import { useConsole } from '@otpost/api/testing/use-console';
import { withChromium } from '@otpost/api/testing/use-pages';
import type { Page } from 'playwright-core';
import { pressByKeys, typeByKeys } from '../pages/keys.js';
import { makePeople, type People } from './people.js';

const house = useConsole();
let people: People;
beforeAll(async () => {
  people = await makePeople(house.whole());
});

const pathOf = (id: string): string => `/users/${people.shop}/${id}`;

/** Opens the question, gives a reason, and waits until it is done. */
async function act(page: Page, button: string, confirm = button): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).first().click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByLabel('Reason').fill('Ticket 4711');
  await dialog.getByRole('button', { name: confirm, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

const namesOfButtons = async (page: Page): Promise<string[]> =>
  (await page.locator('main').getByRole('button').allInnerTexts()).map((name) => name.trim());

withChromium('helping users', () => {
  test('support finds who called by the mail address, and releases them, by keyboard alone', async () => {
    const { page, faults, made } = await house.open({ role: 'support' }, '/users');
    await typeByKeys(page, 'Find a user', 'ana.kovac@example.com');
    await page.keyboard.press('Enter');
    await page.getByText('1 user found').waitFor();
    expect(page.url()).not.toContain('ana');
    await pressByKeys(page, 'user-1042');
    await page.getByRole('heading', { name: 'user-1042' }).waitFor();
    await page.getByText('This user must wait.').waitFor();
    expect(await page.locator('main').innerText()).not.toMatch(/ana\.kovac|40123456/);
    await pressByKeys(page, 'Release');
    await page.keyboard.type('Called back');
    await page.keyboard.press('Enter');
    await page.getByText('user-1042 is released').waitFor();
    await page.getByText('This user must wait.').waitFor({ state: 'hidden' });
    const stored = await people.stored('user-1042');
    expect(stored.failedChecks).toBe(0);
    const { store } = house.whole().opened.context;
    const [entry] = await store.audit.list({
      target: { equals: stored.id },
      actor: { equals: `admin:${made.admin.id}` },
    });
    expect(entry).toMatchObject({ action: 'user.release', reason: 'Called back' });
    await page.goBack();
    await page.getByText('1 user found').waitFor();
    expect(faults).toEqual([]);
  });

  test('support revokes, and sees no button for what takes an admin', async () => {
    const { page } = await house.open({ role: 'support' }, pathOf('user-1042'));
    const names = await namesOfButtons(page);
    expect(names).toContain('Reset …');
    for (const name of ['Remove', 'Require', 'Exempt', 'Take all away', 'Erase …']) expect(names).not.toContain(name);
    await act(page, 'Revoke');
    await page.getByText('Calendar on the tablet', { exact: true }).waitFor({ state: 'hidden' });
    await act(page, 'Revoke');
    await page.getByText('Firefox on Windows', { exact: true }).waitFor({ state: 'hidden' });
  });

  test('a request waits in its list, is refused by a wrong answer, and mailed by right ones', async () => {
    const { page } = await house.open({ role: 'support' }, '/resets');
    const decide = async (answers: readonly string[], confirm: string): Promise<void> => {
      await page.getByRole('button', { name: 'Decide …' }).click();
      const dialog = page.getByRole('dialog');
      for (const [place, answer] of answers.entries()) {
        await dialog.getByRole('radiogroup').nth(place).getByText(answer, { exact: true }).click();
      }
      await dialog.getByLabel('Reason').fill('Called back');
      await dialog.getByRole('button', { name: confirm }).click();
      await dialog.waitFor({ state: 'hidden' });
    };
    await decide(['Yes', 'No'], 'Record the failed check');
    await page.getByText('Nothing was reset; the failed check is recorded').waitFor();
    expect((await people.stored('user-2002')).factors).toHaveLength(1);
    await decide(['Yes', 'Yes'], 'Mail the link');
    await page.getByText('Nobody waits for you').waitFor();
    await page.getByRole('link', { name: 'Link mailed' }).click();
    await page.getByRole('button', { name: 'Cancel the reset' }).waitFor();
    await act(page, 'Cancel the reset');
    await page.getByRole('link', { name: 'All', exact: true }).click();
    await page.getByText('Canceled', { exact: true }).waitFor();
    const { store } = house.whole().opened.context;
    const resets = await store.resets.list({ userId: { equals: (await people.stored('user-2002')).id } });
    expect(resets.map(({ status }) => status).toSorted()).toEqual(['canceled', 'done', 'refused']);
  });

  test('an admin exempts, takes a factor away and erases, which wants the id once more', async () => {
    const { page } = await house.open({ role: 'admin' }, pathOf('user-2003'));
    await act(page, 'Exempt');
    await page.getByText('An admin exempted this user.').waitFor();
    await act(page, 'Remove');
    await page.getByText('None is set up.').waitFor();
    await page.getByRole('button', { name: 'Erase …' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByLabel('Reason').fill('Asked by letter');
    await dialog.getByLabel('Id of the user').fill('user-2004');
    const erase = dialog.getByRole('button', { name: 'Erase for good' });
    expect(await erase.isDisabled()).toBe(true);
    await dialog.getByLabel('Id of the user').fill('user-2003');
    await erase.click();
    await page.getByText('user-2003 is erased').waitFor();
    await page.getByRole('heading', { name: 'Users', level: 1 }).waitFor();
    await expect(people.stored('user-2003')).rejects.toMatchObject({ code: 'not_found' });
    await page.goto(`${house.origin()}/console${pathOf('user-2003')}`);
    await page.getByRole('heading', { name: 'There is no such user' }).waitFor();
  });

  test('who is stopped is released from the list; an address is looked up and released', async () => {
    const { page } = await house.open({ role: 'support', applications: [people.shop] }, '/limited?state=stopped');
    await page.getByRole('link', { name: 'user-2001' }).waitFor();
    await act(page, 'Release');
    await page.getByText('Nobody is stopped').waitFor();
    const { context } = house.whole().opened;
    const at = 'busy@example.com';
    await fetch(`${house.origin()}/v1/challenges`, {
      method: 'POST',
      headers: { authorization: `Bearer ${people.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ channel: 'email', to: at }),
    });
    await page.getByLabel('Mail address').fill(at);
    await page.getByRole('button', { name: 'Look up' }).click();
    await page.getByText('b***@e***.com is free').waitFor();
    await page.getByText('1 of 20').waitFor();
    await act(page, 'Release');
    await page.getByText('0 of 20').waitFor();
    expect((await context.store.users.get((await people.stored('user-2001')).id))?.failedChecks).toBe(0);
  });

  test('an address is suppressed, found again by a filter in the address, and sent to again', async () => {
    const { page } = await house.open({ role: 'support', applications: [people.shop] }, '/suppressed?reason=opted_out');
    await page.getByText('No address fits').waitFor();
    await page.getByRole('button', { name: 'Add an address' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Mail address').fill('not an address');
    await dialog.getByRole('button', { name: 'Suppress' }).click();
    await dialog.locator('.field-error').filter({ hasText: /\w/ }).waitFor();
    await dialog.getByLabel('Mail address').fill('quiet@example.com');
    await dialog.getByRole('button', { name: 'Suppress' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('rowheader', { name: 'q***@e***.com' }).waitFor();
    await act(page, 'Send again');
    await page.getByText('No address fits').waitFor();
  });

  test('a viewer looks and is offered no act', async () => {
    const { page } = await house.open({ role: 'viewer' }, pathOf('user-1042'));
    await page.getByRole('heading', { name: 'Factors' }).waitFor();
    expect(await namesOfButtons(page)).toEqual([]);
    for (const [path, title] of [
      ['/resets?status=all', 'Reset requests'],
      ['/limited', 'Limited'],
      ['/suppressed', 'Suppressed addresses'],
    ]) {
      await page.goto(`${house.origin()}/console${path}`);
      await page.getByRole('heading', { name: title ?? '', level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      const acts = (await namesOfButtons(page)).filter((name) => !/^(All |Newest|Older)/.test(name));
      expect(acts).toEqual([]);
    }
  });
});
