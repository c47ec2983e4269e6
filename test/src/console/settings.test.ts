import { expect, test } from '@jest/globals';
import { makeSettings } from '@otpost/api/testing/make-console-settings';
import { type OpenedConsole, useConsole } from '@otpost/api/testing/use-console';
import { withChromium } from '@otpost/api/testing/use-pages';
import type { Page } from 'playwright-core';
import { pressByKeys, tabTo, typeByKeys } from '../pages/keys.js';

const house = useConsole();
const longMilliseconds = 90_000;

interface Stored {
  readonly version: number;
  readonly name: string;
  readonly settings: {
    readonly maxChecks: number;
    readonly rpId: string | null;
    readonly smsCountries: readonly string[];
    readonly policy: { readonly requirement: string; readonly rules: readonly { readonly name: string }[] };
  };
}

async function stored({ made }: OpenedConsole, id: string): Promise<Stored> {
  return (await house.ask(made, 'GET', `/admin/v1/applications/${id}`)).body as Stored;
}

const saved = (page: Page) => page.getByText('Saved. It is live within a second.').last().waitFor();
const open = async (page: Page, path: string): Promise<void> => {
  await page.goto(`${house.origin()}/console${path}`);
  await page.locator('h1').waitFor();
};

withChromium('an admin of applications', () => {
  test(
    'changes a setting by keyboard, is refused in the field, and goes back to the version before',
    async () => {
      const opened = await house.open({ role: 'admin' }, '/applications');
      const { page } = opened;
      const { applicationId } = await makeSettings(house, opened.made);
      await open(page, `/applications/${applicationId}`);
      await typeByKeys(page, 'Wrong checks', '99');
      await page.keyboard.press('Enter');
      const field = page.locator('.field', { hasText: 'So many end a challenge' });
      await field.locator('.field-error').waitFor();
      expect((await stored(opened, applicationId)).settings.maxChecks).toBe(3);
      await typeByKeys(page, 'Wrong checks', '7');
      await page.keyboard.press('Enter');
      await saved(page);
      expect((await stored(opened, applicationId)).settings.maxChecks).toBe(7);
      await page.getByLabel('Relying party id', { exact: false }).fill('other.example.com');
      await page.getByText('This ends all passkeys of this application').waitFor();
      await page.getByRole('tab', { name: 'Versions' }).click();
      await page.getByText('Version 3').waitFor();
      expect(page.url()).toContain('tab=versions');
      await page.locator('.version', { hasText: 'Version 2' }).getByRole('button', { name: 'Go back to this' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Go back' }).click();
      await page.getByText('Version 4').waitFor();
      expect(await stored(opened, applicationId)).toMatchObject({ version: 4, settings: { maxChecks: 3, rpId: null } });
      expect(opened.faults).toEqual([]);
    },
    longMilliseconds,
  );

  test(
    'who saves second sees what the first one changed, and loses nothing',
    async () => {
      const opened = await house.open({ role: 'admin' }, '/applications');
      const { page } = opened;
      const id = await firstApplication(opened);
      await open(page, `/applications/${id}`);
      await page.getByLabel('Wrong checks').fill('9');
      const { version } = await stored(opened, id);
      const theirs = { version, settings: { lifeSeconds: 300 } };
      expect(await house.ask(opened.made, 'PATCH', `/admin/v1/applications/${id}`, theirs)).toMatchObject({
        status: 200,
      });
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('Somebody else changed this meanwhile').waitFor();
      expect(await page.getByLabel('Wrong checks').inputValue()).toBe('9');
      expect(await page.locator('.notice', { hasText: 'settings.lifeSeconds' }).innerText()).toContain('600 → 300');
      await page.getByRole('button', { name: 'Keep mine: save again over it' }).click();
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await saved(page);
      const after = await stored(opened, id);
      expect(after.settings).toMatchObject({ maxChecks: 9, lifeSeconds: 300 });
    },
    longMilliseconds,
  );

  test(
    'ticks a country, adds a rule, sees what it does to a user, and makes a key that is shown once',
    async () => {
      const opened = await house.open({ role: 'admin' }, '/applications');
      const { page } = opened;
      const id = await firstApplication(opened);
      await open(page, `/applications/${id}?tab=sms`);
      await page.getByLabel('Find a country').fill('franc');
      await page.getByText('France', { exact: false }).first().click();
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await saved(page);
      expect((await stored(opened, id)).settings.smsCountries).toContain('FR');

      await open(page, `/applications/${id}?tab=policy`);
      await pressByKeys(page, 'Add a rule');
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Name of the rule').fill('Testers');
      await dialog.getByLabel('Attributes').fill('tester = true');
      await dialog.getByRole('button', { name: 'Done' }).click();
      await page.getByText('tester is true').waitFor();
      await page.getByRole('button', { name: 'Count', exact: true }).click();
      await page.getByText('Users in all').waitFor();
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await saved(page);
      expect((await stored(opened, id)).settings.policy.rules.map(({ name }) => name)).toContain('Testers');
      await typeByKeys(page, 'Id of the user', 'nobody');
      await page.keyboard.press('Enter');
      await page.getByText('There is no user with this id.').waitFor();

      await open(page, `/applications/${id}?tab=keys`);
      await page.getByRole('button', { name: 'Make a key' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Make the key' }).click();
      await page.getByText('It is shown this once').waitFor();
      const key = (await page.locator('.secret').innerText()).trim();
      expect(key).toMatch(/^otp_live_/);
      await page.getByRole('button', { name: 'I have kept it' }).click();
      await page.locator('.secret').waitFor({ state: 'detached' });
      expect(await page.content()).not.toContain(key);
      expect(opened.faults).toEqual([]);
    },
    longMilliseconds,
  );

  test(
    'writes a template, sees it while typing, and brings a deleted one back',
    async () => {
      const opened = await house.open({ role: 'admin' }, '/templates/new');
      const { page } = opened;
      await page.getByLabel('Language').fill('de');
      const text = page.getByLabel('Text', { exact: true });
      await text.fill('Kein Code');
      await page.locator('.field-error').getByText('must hold {{code}}').waitFor();
      await text.fill('Hallo <b>{{code}}</b> {{purpose}} {{minutes}}');
      const mail = page.frameLocator('.mail-frame');
      await mail.getByText('Hallo <b>').waitFor();
      expect(await page.locator('.mail-frame').getAttribute('sandbox')).toBe('allow-same-origin');
      await tabTo(page, 'Save');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Versions' }).waitFor();
      await page.getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.getByText('It is back').waitFor();
      const listed = await house.ask(opened.made, 'GET', '/admin/v1/templates');
      expect(JSON.stringify(listed.body)).toContain('Hallo <b>{{code}}</b>');
      expect(opened.faults).toEqual([]);
    },
    longMilliseconds,
  );

  test('who may only look is shown no button that would be refused', async () => {
    const opened = await house.open({ role: 'viewer' }, '/applications');
    const { page } = opened;
    expect(await page.getByRole('button', { name: 'Add an application' }).count()).toBe(0);
    await open(page, `/applications/${await firstApplication(opened)}?tab=policy`);
    await page.getByText('Your role may look at this and not change it.').waitFor();
    expect(await page.getByRole('button', { name: 'Save', exact: true }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Add a rule' }).count()).toBe(0);
  });
});

async function firstApplication({ made }: OpenedConsole): Promise<string> {
  const answer = await house.ask(made, 'GET', '/admin/v1/applications');
  const { applications } = answer.body as { readonly applications: readonly { id: string; name: string }[] };
  return applications.find(({ name }) => name === 'Example Shop')?.id ?? applications[0]?.id ?? '';
}
