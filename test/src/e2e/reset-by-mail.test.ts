import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readMasterKeys } from '@otpost/config/master-keys';
import { readConfig } from '@otpost/config/operator-config';
import { masterKeys } from '@otpost/core/keyring/master-keys';
import { loadSettings } from '@otpost/core/settings/load-settings';
import { simpleParser } from 'mailparser';
import { hasChromium, openBrowser, openPage } from '../pages/browser.js';
import { pressByKeys, typeByKeys } from '../pages/keys.js';
import { eventually } from '../servers/eventually.js';
import { connectSink, newApplication, type TestApplication } from '../servers/furnish.js';
import { type MessageSink, startMessageSink } from '../servers/message-sink.js';
import { type House, startHouse } from '../servers/start-house.js';
import { makeTestUser } from '../users/make-test-user.js';
import { totpApp } from '../users/totp-app.js';

let sink: MessageSink;
let house: House;
let application: TestApplication;

beforeAll(async () => {
  sink = await startMessageSink();
  house = await startHouse({ apis: 1, workers: 1, furnish: (made) => connectSink(made, sink) });
  const settings = { brand: { name: 'Acme' }, supportText: 'Call 1234', defaultLocale: 'fr' };
  application = await newApplication(house, settings);
  // A browser needs an address that is true.
  const publicUrl = house.apis[0]?.url().replace('127.0.0.1', 'localhost');
  await house.apis[0]?.kill();
  await house.apis[0]?.start({ OTPOST_PUBLIC_URL: publicUrl });
}, 60_000);
afterAll(async () => {
  await house.end();
  await sink.close();
}, 60_000);

/** Gives the id of the user's record. */
async function addUser(externalId: string, email: string): Promise<string> {
  const { store, dataDirectory } = house;
  const config = readConfig({ OTPOST_ENVIRONMENT: 'test', OTPOST_DATA_DIRECTORY: dataDirectory });
  const master = masterKeys(await readMasterKeys(config, (size) => randomBytes(size)));
  const current = await loadSettings(store, master, (size) => randomBytes(size), Date.now);
  const place = { store, settings: { current: () => current }, now: Date.now };
  const user = await makeTestUser(place, { applicationId: application.id, externalId, email, withTotp: true });
  return user.id;
}

test('a reset goes out as one mail with one link and the headers of a machine, and stands in history as a notice', async () => {
  await addUser('anna', 'anna@example.com');
  const input = { application: application.id, user: 'anna', reason: 'Lost phone' };
  expect((await house.admin('POST', '/resets', input)).body.status).toBe('mailed');
  const received = await eventually('the mail is there', () => sink.mail.received[0]);
  expect(received.to).toEqual(['anna@example.com']);
  const mail = await simpleParser(received.content);
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
  expect(mail.messageId).toMatch(/^<nt_\w+-1@otpost\.example>$/);
  expect(mail.headers.has('list-unsubscribe')).toBe(false);
  expect(mail.subject).toMatch(/^Acme: .*connexion en deux étapes/);
  const links = [...(mail.text ?? '').matchAll(/\S+\/pages\/reset#lnk_\S+/g)];
  expect(links).toHaveLength(1);
  expect(String(mail.html)).toContain(`href="${links[0]?.[0]}"`);
  expect(mail.text).toContain('Call 1234');
  await eventually('history has it', async () => {
    const { body } = await house.admin('GET', `/deliveries?kind=notice&application=${application.id}`);
    const { deliveries } = body as unknown as { deliveries: { status: string; to: string }[] };
    return deliveries[0]?.status === 'sent' && deliveries[0].to === 'a***@e***.com';
  });
  expect(sink.mail.received).toHaveLength(1);
});

const withChromium = hasChromium ? test : test.skip;

withChromium(
  'the mailed link is walked by keyboard: a look changes nothing, a press leads to a set-up that ends the old',
  async () => {
    const userId = await addUser('berta', 'berta@example.com');
    const input = { application: application.id, user: 'berta', reason: 'Lost phone' };
    const { id } = (await house.admin('POST', '/resets', input)).body;
    const mail = await eventually('the mail is there', () =>
      sink.mail.received.find(({ to }) => to.includes('berta@example.com')),
    );
    const [url = ''] = /\S+\/pages\/reset#lnk_\S+/.exec((await simpleParser(mail.content)).text ?? '') ?? [];
    const browser = await openBrowser();
    try {
      const { page, faults } = await openPage(browser, new URL(url).origin);
      await page.goto(url);
      await page.getByRole('button', { name: 'Commencer' }).waitFor();
      expect((await house.store.resets.get(id))?.status).toBe('mailed');
      await pressByKeys(page, 'Commencer');
      await page.getByRole('button', { name: /^Application d’authentification/ }).waitFor();
      expect((await house.store.resets.get(id))?.status).toBe('followed');
      const before = await house.store.users.get(userId);
      expect(before?.factors).toMatchObject([{ type: 'totp', name: 'Phone' }]);
      await pressByKeys(page, /^Application d’authentification/);
      await page.locator('summary').last().click();
      const secret = (await page.locator('.secret').textContent())?.replaceAll(' ', '') ?? '';
      await typeByKeys(page, 'Code de confirmation', totpApp(secret)(Date.now()));
      await page.keyboard.press('Enter');
      await page.locator('.codes li').nth(9).waitFor();
      const after = await house.store.users.get(userId);
      expect(after?.factors).toMatchObject([{ type: 'totp', status: 'active' }]);
      expect(after?.factors[0]?.id).not.toBe(before?.factors[0]?.id);
      expect((await house.store.resets.get(id))?.status).toBe('done');
      expect(faults).toEqual([]);
    } finally {
      await browser.close();
    }
  },
);
