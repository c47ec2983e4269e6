import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { usePages, withChromium } from '@otpost/api/testing/use-pages';
import { newId } from '@otpost/core/ids';
import { makeLink } from '@otpost/core/link/make-link';
import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { makePerson, type Person } from '../users/make-person.js';
import { openPage, shoot } from './browser.js';
import { findBarriers } from './find-barriers.js';

const pages = usePages();

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const contextOf = () => pages.house().whole.opened.context;

/** A reset as it is after its mail went out. */
async function mailedReset(person: Person, applicationId: string): Promise<{ url: string; resetId: string }> {
  const { userId } = person;
  const { record, url } = await makeLink(contextOf(), { kind: 'reset', applicationId, userId });
  const id = newId('rst', randomBytes);
  const owner = { id, version: 1, applicationId, userId, kind: 'reset', status: 'mailed', linkId: record.id } as const;
  const times = { createdAt: record.createdAt, updatedAt: record.createdAt, endedAt: null };
  await contextOf().store.resets.insert({ ...owner, ...times, actor: 'desk', reason: 'lost', checklist: [] });
  return { url, resetId: id };
}

withChromium('the page of a mailed link', () => {
  test('a reset: looking changes nothing, a press leads to a set-up whose factor replaces everything', async () => {
    const { applicationId } = pages.house().whole;
    const person = await makePerson(contextOf(), applicationId);
    const { url, resetId } = await mailedReset(person, applicationId);
    const scanner = await openPage(pages.browser(), pages.house().origin);
    await scanner.page.goto(url);
    await scanner.page.getByRole('button').first().waitFor();
    expect((await contextOf().store.resets.get(resetId))?.status).toBe('mailed');
    expect(await findBarriers(scanner.page)).toEqual([]);
    await shoot(scanner.page, 'reset-phone-light-en');
    await scanner.page.context().close();

    const { page, faults } = await openPage(pages.browser(), pages.house().origin);
    await page.goto(url);
    await page.getByRole('button').first().click();
    await page.getByRole('button', { name: /^Authenticator app/ }).click();
    await page.getByText('Can’t scan it?').click();
    const secret = (await page.locator('.secret').textContent())?.replaceAll(' ', '') ?? '';
    expect((await person.stored()).factors).toHaveLength(3);
    await page.getByRole('textbox', { name: 'Code' }).fill(new TOTP({ secret }).generate());
    await press(page, 'Continue');
    await page.locator('.codes li').nth(9).waitFor();
    const after = await person.stored();
    expect(after.factors.map(({ type, status }) => `${type} ${status}`)).toEqual(['totp active']);
    expect(after.factors[0]?.id).not.toBe(person.totpId);
    expect((await contextOf().store.resets.get(resetId))?.status).toBe('done');
    expect(faults).toEqual([]);
    await page.context().close();

    const again = await openPage(pages.browser(), pages.house().origin);
    await again.page.goto(url);
    await again.page.getByText('This page is no longer open').first().waitFor();
    await again.page.context().close();
  });

  test('a reveal: the password is shown by a press, once', async () => {
    const { applicationId } = pages.house().whole;
    const { userId } = await makePerson(contextOf(), applicationId);
    const payload = JSON.stringify({ name: 'Backup', password: 'ABCD-EFGH' });
    const { url, record } = await makeLink(contextOf(), { kind: 'reveal', applicationId, userId, payload });
    const { page, faults } = await openPage(pages.browser(), pages.house().origin);
    await page.goto(url);
    await page.getByRole('button').first().waitFor();
    expect((await contextOf().store.links.get(record.id))?.usedAt).toBeNull();
    await shoot(page, 'reveal-phone-light-en');
    await page.getByRole('button').first().click();
    await page.getByText('ABCD-EFGH').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect((await contextOf().store.links.get(record.id))?.payloadSealed).toBeNull();
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
