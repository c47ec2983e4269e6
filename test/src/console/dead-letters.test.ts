import { beforeAll, expect, test } from '@jest/globals';
import { useConsole } from '@otpost/api/testing/use-console';
import { withChromium } from '@otpost/api/testing/use-pages';
import { keepUnreadableJob } from '@otpost/core/dead-letter/keep-dead-letters';
import type { Page } from 'playwright-core';
import { makeDeadCode, makeDeadNotice } from './make-dead-letters.js';

const house = useConsole();
const context = () => house.whole().opened.context;
const path = '/admin/v1/dead-letters';

async function pendingChallenge(): Promise<string> {
  const { url, key } = house.whole();
  const answer = await fetch(`${url}/v1/challenges`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ channel: 'email', to: 'mended@example.com' }),
  });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

const row = (page: Page, name: string) => page.getByRole('row', { name });
const letterCount = async (status: string): Promise<number> =>
  (await context().store.deadLetters.list({ status: { equals: status } })).length;

withChromium('dead letters in the console', () => {
  beforeAll(async () => {
    const owner = await house.open({ role: 'owner' }, '/channels');
    const config = { host: '127.0.0.1', port: 9, secure: false, from: 'no-reply@example.com', allowInsecure: true };
    const second = { channel: 'email', kind: 'smtp', name: 'second mail', config };
    expect((await house.ask(owner.made, 'POST', '/admin/v1/providers', second)).status).toBe(201);
  });

  test('a notice goes out again by the provider of choice, and its outcome is shown', async () => {
    const of = house.whole().applicationId;
    await makeDeadNotice(context(), of, 'one@example.com');
    const { page, faults } = await house.open({ role: 'support' }, '/queues');
    await row(page, 'o***@e***.com').getByRole('button', { name: 'Send again', exact: true }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText('By which provider').waitFor();
    await dialog.getByRole('button', { name: /As always/ }).click();
    await page.getByRole('option', { name: 'second mail' }).click();
    await dialog.getByLabel('Reason').fill('The first relay refuses them');
    await page.keyboard.press('Enter');
    await page.getByText('It is on its way again').waitFor();
    await page.getByText('None. Everything that could be sent was sent.').waitFor();
    const [newest] = await context().store.notices.page({ kind: { equals: 'notice' } }, { limit: 1 });
    const provider = [...context().settings.current().providers.values()].find(({ name }) => name === 'second mail');
    expect(newest?.providerId).toBe(provider?.id);
    await page.getByRole('button', { name: /Waiting/ }).click();
    await page.getByRole('option', { name: 'Sent again' }).click();
    await row(page, 'o***@e***.com').getByText('Queued').waitFor();
    expect(faults).toEqual([]);
  });

  test('a job is mended field by field, and refused in the field', async () => {
    const id = await pendingChallenge();
    const broken = { version: 1, kind: 'letter', channel: 'email', id, send: 'one' };
    await keepUnreadableJob(context(), { channel: 'email', jobId: 'broken-1', data: broken });
    const { page, made } = await house.open({ role: 'support' }, '/queues');
    await row(page, 'broken-1').getByRole('button', { name: 'Mend', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('Written by hand');
    expect(await dialog.getByLabel('Id of the challenge or notice').inputValue()).toBe(id);
    await dialog.getByRole('button', { name: 'Mend and send' }).click();
    const field = dialog.locator('.field', { hasText: 'the first resend' });
    await field.getByText('must be a whole number').waitFor();
    expect(await dialog.locator('.field-error').count()).toBe(1);
    await dialog.getByLabel('Send', { exact: true }).fill('1');
    await dialog.getByRole('button', { name: 'Mend and send' }).click();
    await page.getByText('It is mended, and on its way').waitFor();
    const { body } = await house.ask(made, 'GET', `${path}?status=sent_again&kind=job`);
    expect(body).toMatchObject({ deadLetters: [{ subject: 'broken-1', sentAgainAs: `${id}-1` }] });
  });

  test('of many at once those that can are sent, and each that cannot says why and stays', async () => {
    const of = house.whole().applicationId;
    await makeDeadNotice(context(), of, 'two@example.com');
    await makeDeadNotice(context(), of, 'three@example.com');
    await makeDeadCode(context(), of, 'gone@example.com');
    const before = await letterCount('sent_again');
    const { page, made } = await house.open({ role: 'owner' }, '/queues');
    await page.getByText('All of this page').click();
    await page.getByText('3 chosen').waitFor();
    await page.getByRole('button', { name: 'Send the chosen again' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Send 3 dead letters again?' });
    await dialog.getByLabel('Reason').fill('The relay is back');
    await page.keyboard.press('Enter');
    await page.getByText('2 are on their way again').waitFor();
    const left = page.getByRole('alertdialog', { name: 'Send it again?' });
    await left.getByText(/g\*\*\*@e\*\*\*\.com: There is no/).waitFor();
    expect(await letterCount('sent_again')).toBe(before + 2);
    await left.getByRole('button', { name: 'Cancel' }).click();
    await row(page, 'g***@e***.com').getByRole('button', { name: 'Dismiss', exact: true }).click();
    await page.getByRole('alertdialog').getByLabel('Reason').fill('Nobody waits for it');
    await page.keyboard.press('Enter');
    await page.getByText('It is dismissed').waitFor();
    expect(await letterCount('waiting')).toBe(0);
    const { body } = await house.ask(made, 'GET', '/admin/v1/audit?action=dead_letter.dismiss');
    expect(JSON.stringify(body)).toContain('Nobody waits for it');
  });

  test('a viewer sees them, and is offered nothing that would be refused', async () => {
    await makeDeadNotice(context(), house.whole().applicationId, 'four@example.com');
    const { page } = await house.open({ role: 'viewer' }, '/queues');
    await row(page, 'f***@e***.com').waitFor();
    expect(await page.getByRole('button', { name: /Send|Dismiss|Mend/ }).count()).toBe(0);
    expect(await page.getByRole('checkbox').count()).toBe(0);
  });
});
