import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makeSetUpLink } from '@otpost/core/admin/link/admin-link';
import { simpleParser } from 'mailparser';
import { eventually } from '../servers/eventually.js';
import { connectSink, newApplication, smtpConfig } from '../servers/furnish.js';
import { type MessageSink, startMessageSink } from '../servers/message-sink.js';
import { type House, startHouse } from '../servers/start-house.js';
import { totpApp } from '../users/totp-app.js';
import { type ConsoleBrowser, followToEnd, newConsoleBrowser, type SetUpAdmin, signInWith } from './console-browser.js';

const publicUrl = 'http://localhost';
const ada = { email: 'ada@example.com', password: 'a long sentence nobody guesses' };
const patience = 90_000;
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';
const safari = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1';

let sink: MessageSink;
let house: House;
let own: ConsoleBrowser;
let set: SetUpAdmin;
let other: ConsoleBrowser;
let shop: string;
let mill: string;

const newBrowser = (userAgent: string) => newConsoleBrowser(house.apis[0]?.url() ?? '', publicUrl, userAgent);

interface Told {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

async function told(): Promise<readonly Told[]> {
  const mails = await Promise.all(
    sink.mail.received.map(async ({ to, content }) => ({ to: to[0] ?? '', mail: await simpleParser(content) })),
  );
  return mails.map(({ to, mail }) => ({ to, subject: mail.subject ?? '', text: mail.text ?? '' }));
}

/** Who was told under a subject, once each of them was; what came twice would show as one more. */
async function untilTold(subject: string, ...names: readonly string[]): Promise<Told> {
  const found = await eventually(`${names.join(' and ')} are told: ${subject}`, async () => {
    const mails = (await told()).filter((mail) => mail.subject === `Otpost: ${subject}`);
    return mails.length >= names.length && mails;
  });
  expect(found.map(({ to }) => to.split('@')[0]).toSorted()).toEqual(names.toSorted());
  const [first] = found;
  if (!first) throw new Error('Nobody was told');
  return first;
}

/** Follows the invitation that comes by mail, in a browser of their own. */
async function invite(name: string, role: string, applications: readonly string[] | null): Promise<ConsoleBrowser> {
  const email = `${name}@example.com`;
  const { status } = await own.send('POST', '/admin/v1/admins', { email, name, role, applications });
  expect(status).toBe(201);
  const mail = await eventually('the invitation is there', async () => (await told()).find(({ to }) => to === email));
  const [, token] = /\/console\/invitation#(\S+)/.exec(mail.text) ?? [];
  const browser = newBrowser(safari);
  await followToEnd(browser, { token, password: ada.password });
  return browser;
}

beforeAll(async () => {
  sink = await startMessageSink();
  house = await startHouse({
    apis: 1,
    workers: 1,
    furnish: async (made) => {
      await connectSink(made, sink);
      shop = (await newApplication(made)).id;
      mill = (await newApplication(made)).id;
    },
  });
  const { store } = house;
  const link = await makeSetUpLink({ store, now: Date.now, randomBytes: (size) => randomBytes(size), publicUrl });
  own = newBrowser(firefox);
  set = await followToEnd(own, { token: link.split('#')[1], name: 'Ada', ...ada });
}, patience);
afterAll(async () => {
  await house?.end();
  await sink?.close();
}, patience);

const changeApplication = async (id: string, settings: object): Promise<void> => {
  const { body } = await own.send('GET', `/admin/v1/applications/${id}`);
  const answer = await own.send('PATCH', `/admin/v1/applications/${id}`, { version: body.version, settings });
  expect(answer.status).toBe(200);
};
const subjectsSoFar = async () => (await told()).map(({ to, subject }) => `${to} ${subject}`);

test(
  'an admin is told of a new factor, and of a sign-in with another browser, once',
  async () => {
    await untilTold('A second factor was added', 'ada');
    expect(await signInWith(own, ada, set.code(Date.now()))).toBe('signed_in');
    other = newBrowser(safari);
    expect(await signInWith(other, ada, set.code(Date.now() + 30_000))).toBe('signed_in');
    const mail = await untilTold('A new sign-in to the console', 'ada');
    expect(mail.text).toContain('Safari on iPhone');
    expect(mail.text).not.toContain('Firefox');
  },
  patience,
);

test(
  'of another password, which makes every browser but this one unknown, and of a recovery code',
  async () => {
    const next = 'another long sentence for all of us';
    const changed = await other.send('POST', '/console/v1/password', { current: ada.password, next });
    expect(changed.status).toBe(204);
    await untilTold('Your password was changed', 'ada');
    const [first = '', second = ''] = set.recoveryCodes;
    // This browser knows the password that it chose itself.
    expect(await signInWith(other, { ...ada, password: next }, first)).toBe('must_enrol');
    await untilTold('A recovery code was used', 'ada');
    expect((await subjectsSoFar()).filter((subject) => subject.includes('sign-in'))).toHaveLength(1);
    expect(await signInWith(own, { ...ada, password: next }, second)).toBe('must_enrol');
    await untilTold('A new sign-in to the console', 'ada', 'ada');
    const { body: begun } = await own.send('POST', '/console/v1/factors', { type: 'totp', name: 'New phone' });
    const answer = { code: totpApp(begun.secret)(Date.now()) };
    const { body } = await own.send('POST', `/console/v1/factors/${begun.id}/confirm`, answer);
    expect(body.session.stage).toBe('signed_in');
    await untilTold('A second factor was removed', 'ada');
    // The browser was told of when the recovery code was shown.
    expect((await subjectsSoFar()).filter((subject) => subject.includes('sign-in'))).toHaveLength(2);
  },
  patience,
);

test(
  'every owner in reach, and nobody else, is told of what gives somebody more power',
  async () => {
    await invite('bob', 'owner', null);
    const mia = await invite('mia', 'owner', [mill]);
    await invite('vic', 'admin', null);
    const makeKey = () => own.send('POST', '/admin/v1/keys', {}, 'one-key');
    const [made, again] = [await makeKey(), await makeKey()];
    expect([made.status, again.body.id]).toEqual([201, made.body.id]);
    const mail = await untilTold('A new admin key', 'ada', 'bob');
    expect(mail.text).toContain('By: Ada');
    expect(mail.text).toContain('as an owner of this Otpost installation');

    await changeApplication(shop, { sendsPerIp: { hour: 500 } });
    await untilTold('A limit was raised', 'ada', 'bob');
    // Lower, or no limit at all, is nothing to tell.
    await changeApplication(shop, { sendsPerIp: { hour: 10 }, maxChecks: 3, codeLength: 8 });
    await changeApplication(mill, { sendsPerCountry: { day: 100 } });
    // Also by one who sees nothing of the console's own messages.
    const scopes = { scopes: ['users.admin'] };
    expect((await mia.send('POST', `/admin/v1/applications/${mill}/keys`, scopes)).status).toBe(201);
    const key = await untilTold('A new API key that administers users', 'ada', 'bob', 'mia');
    expect(key.text).toContain('By: mia');

    const more = { channel: 'email', kind: 'smtp', name: 'second mail', config: smtpConfig(sink.mail.port) };
    const { body } = await own.send('POST', '/admin/v1/providers', more);
    await untilTold('A provider was connected', 'ada', 'bob');
    const path = `/admin/v1/providers/${body.id}`;
    const config = { from: 'other@otpost.example' };
    await own.send('PATCH', path, { version: body.version, name: 'second post' });
    await own.send('PATCH', path, { version: body.version + 1, config });
    expect((await untilTold('The connection of a provider was changed', 'ada', 'bob')).text).toContain('second post');
    await untilTold('A limit was raised', 'ada', 'bob');
    const ofVic = async () => (await subjectsSoFar()).filter((subject) => subject.startsWith('vic'));
    await eventually('vic is told of both', async () => (await ofVic()).length > 1);
    expect((await ofVic()).toSorted()).toEqual([
      'vic@example.com Otpost: A second factor was added',
      'vic@example.com Otpost: Invitation to the console',
    ]);
  },
  patience,
);

test(
  'without a provider for mail nothing fails and nothing waits to be sent: the console shows it',
  async () => {
    const { body } = await own.send('GET', '/admin/v1/providers?channel=email');
    for (const { id, version } of body.providers) {
      await own.send('PATCH', `/admin/v1/providers/${id}`, { version, enabled: false });
    }
    const before = (await house.store.notices.list({})).length;
    const key = await own.send('POST', '/admin/v1/keys', {});
    expect(key.status).toBe(201);
    expect((await own.send('POST', '/console/v1/recovery-codes')).status).toBe(200);
    expect(await house.store.notices.list({})).toHaveLength(before);
    const { body: found } = await own.send('GET', '/console/v1/events');
    expect(found.events[0]).toMatchObject({ action: 'recovery_codes.make' });
    expect(found.events.map(({ action }) => action)).toContain('admin.password');
    const signIns = found.events.filter(({ action }) => action === 'admin.sign_in').map(({ data }) => data);
    expect(signIns).toContainEqual(expect.objectContaining({ browser: 'Safari on iPhone', newBrowser: true }));
    const { body: log } = await own.send('GET', '/admin/v1/audit?action=admin_key.create');
    expect(JSON.stringify(log)).toContain('"phase":"done"');
  },
  patience,
);
