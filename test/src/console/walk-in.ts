import type { Page } from 'playwright-core';
import { totpApp } from '../users/totp-app.js';

export interface Newcomer {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

/** Account, authenticator app and recovery codes, as a person who follows the link of a set-up or an invitation does it. */
export async function walkIn(page: Page, link: string, { email, name, password }: Newcomer): Promise<void> {
  await page.goto(link);
  const mail = page.getByLabel('Email');
  if (await mail.isEnabled()) await mail.fill(email);
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: /Authenticator app/ }).click();
  const secret = (await page.locator('.secret').textContent()) ?? '';
  const app = totpApp(secret.replaceAll(' ', ''));
  await page.getByLabel('Code that the app shows now').fill(app(Date.now()));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('heading', { name: 'Keep your recovery codes' }).waitFor();
  await page.getByText('I have kept these codes').click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('navigation', { name: 'Console' }).waitFor({ state: 'attached' });
}
