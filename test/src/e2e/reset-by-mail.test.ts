import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readMasterKeys } from '@otpost/config/master-keys';
import { readConfig } from '@otpost/config/operator-config';
import { masterKeys } from '@otpost/core/keyring/master-keys';
import { loadSettings } from '@otpost/core/settings/load-settings';
import { simpleParser } from 'mailparser';
import { eventually } from '../servers/eventually.js';
import { connectSink, newApplication, type TestApplication } from '../servers/furnish.js';
import { type MessageSink, startMessageSink } from '../servers/message-sink.js';
import { type House, startHouse } from '../servers/start-house.js';
import { makeTestUser } from '../users/make-test-user.js';

let sink: MessageSink;
let house: House;
let application: TestApplication;

beforeAll(async () => {
  sink = await startMessageSink();
  house = await startHouse({ apis: 1, workers: 1, furnish: (made) => connectSink(made, sink) });
  const settings = { brand: { name: 'Acme' }, supportText: 'Call 1234', defaultLocale: 'fr' };
  application = await newApplication(house, settings);
}, 60_000);
afterAll(async () => {
  await house.end();
  await sink.close();
}, 60_000);

async function addUser(externalId: string, email: string): Promise<void> {
  const { store, dataDirectory } = house;
  const config = readConfig({ OTPOST_ENVIRONMENT: 'test', OTPOST_DATA_DIRECTORY: dataDirectory });
  const master = masterKeys(await readMasterKeys(config, (size) => randomBytes(size)));
  const current = await loadSettings(store, master, (size) => randomBytes(size), Date.now);
  const place = { store, settings: { current: () => current }, now: Date.now };
  await makeTestUser(place, { applicationId: application.id, externalId, email, withTotp: true });
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
