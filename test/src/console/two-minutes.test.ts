import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { withChromium } from '@otpost/api/testing/use-pages';
import { makeSetUpLink } from '@otpost/core/admin/link/admin-link';
import { startFakeHttp } from '@otpost/provider-kit/fakes/start-fake-http';
import { startFakeSmtp } from '@otpost/provider-kit/fakes/start-fake-smtp';
import { startFakeSns } from '@otpost/provider-kit/fakes/start-fake-sns';
import { startFakeTwilio } from '@otpost/provider-kit/fakes/start-fake-twilio';
import { startFakeWebhook } from '@otpost/provider-kit/fakes/start-fake-webhook';
import { scaffoldProvider } from '@otpost/providers/scaffold-provider';
import type { Browser, Page } from 'playwright-core';
import { hasChromium, openBrowser, openPage } from '../pages/browser.js';
import { freePort } from '../servers/free-port.js';
import { type House, startHouse } from '../servers/start-house.js';
import { walkIn } from './walk-in.js';

const owner = { email: 'ada@example.com', name: 'Ada', password: 'a long sentence nobody guesses' };
const phone = '+4915123456789';
/** Processes start beside other suites. */
const patienceMilliseconds = 20_000;
const walkMilliseconds = 120_000;

interface Gateway {
  /** How many messages have arrived at the wire. */
  received(): number;
  close(): Promise<void>;
  /** Labels of the form and what is typed there. */
  readonly fields: Readonly<Record<string, string>>;
  /** Switches that are turned on. */
  readonly switches?: readonly string[];
}

interface Path {
  readonly channel: 'Email' | 'SMS';
  /** As the choice of kinds shows it. */
  readonly kind: RegExp;
  start(): Promise<Gateway>;
}

async function smtp(): Promise<Gateway> {
  const fake = await startFakeSmtp({ tls: 'none' });
  return {
    fields: { Server: '127.0.0.1', Port: String(fake.port), From: 'Otpost <no-reply@otpost.example>' },
    switches: ['Allow no encryption (dangerous)'],
    received: () => fake.received.length,
    close: () => fake.close(),
  };
}

async function sns(): Promise<Gateway> {
  const fake = await startFakeSns();
  const fields = {
    Region: 'eu-central-1',
    'Access key ID': 'AKIAIOSFODNN7EXAMPLE',
    'Secret access key': 'x'.repeat(40),
  };
  return {
    fields: { ...fields, Endpoint: fake.origin },
    received: () => fake.messages().filter((form) => form.get('Action') === 'Publish').length,
    close: () => fake.close(),
  };
}

async function twilio(): Promise<Gateway> {
  const fake = await startFakeTwilio();
  const fields = { 'Account SID': `AC${'0'.repeat(32)}`, 'Auth token': 'authtokenauthtoken', From: '+15005550006' };
  return {
    fields: { ...fields, 'API address': fake.origin },
    received: () => fake.messages().filter((form) => form.get('To') === phone).length,
    close: () => fake.close(),
  };
}

async function webhook(): Promise<Gateway> {
  const fake = await startFakeWebhook();
  return { fields: { Address: `${fake.origin}/sms` }, received: () => fake.received.length, close: () => fake.close() };
}

async function scaffolded(): Promise<Gateway> {
  const accepted = () => ({ status: 202, headers: { 'content-type': 'application/json' }, body: '{"id":"message-1"}' });
  const fake = await startFakeHttp({ accepted });
  return {
    fields: { Address: `${fake.origin}/messages`, 'API key': 'example-key-1234', Sender: 'Example' },
    received: () => fake.received.filter(({ method }) => method === 'POST').length,
    close: () => fake.close(),
  };
}

const paths: readonly (readonly [string, Path])[] = [
  ['SMTP', { channel: 'Email', kind: /^SMTP/, start: smtp }],
  ['Amazon SNS', { channel: 'SMS', kind: /^Amazon SNS/, start: sns }],
  ['Twilio', { channel: 'SMS', kind: /^Twilio/, start: twilio }],
  ['a webhook', { channel: 'SMS', kind: /^Webhook/, start: webhook }],
  ['a kind that was scaffolded just now', { channel: 'SMS', kind: /^acme-sms/, start: scaffolded }],
];

let browser: Browser;
let folder: string;

beforeAll(async () => {
  if (!hasChromium) return;
  browser = await openBrowser();
  folder = await mkdtemp(join(tmpdir(), 'otpost-kind-'));
  await scaffoldProvider('acme-sms', join(folder, 'acme-sms'));
});
afterAll(async () => {
  await browser?.close();
  if (folder) await rm(folder, { recursive: true });
});

async function connect(page: Page, { channel, kind }: Path, { fields, switches = [] }: Gateway): Promise<void> {
  await page.getByRole('link', { name: 'Channels' }).first().click();
  await page
    .getByRole('region', { name: channel, exact: true })
    .getByRole('link', { name: 'Connect a provider' })
    .click();
  await page.getByRole('button', { name: kind }).click();
  for (const [label, text] of Object.entries(fields)) {
    await page.getByLabel(new RegExp(`^${label}( optional)?$`)).fill(text);
  }
  for (const label of switches) await page.getByText(label, { exact: true }).click();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByText('Connected.').waitFor();
}

async function sendTest(page: Page, { channel }: Path): Promise<void> {
  if (channel === 'SMS') await page.getByLabel('Your phone number').fill(phone);
  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByText('The provider took it. Look whether it has arrived.').waitFor();
}

withChromium('from an empty data directory to a test message that arrived, without the docs', () => {
  test.each(paths)(
    '%s',
    async (_name, path) => {
      const port = await freePort();
      const origin = `http://localhost:${port}`;
      const gateway = await path.start();
      const house: House = await startHouse({
        apis: 1,
        workers: 1,
        environment: {
          OTPOST_PORT: String(port),
          OTPOST_PUBLIC_URL: origin,
          OTPOST_PROVIDERS: join(folder, 'acme-sms'),
        },
        furnish: () => Promise.resolve(),
      });
      try {
        const link = await makeSetUpLink({ store: house.store, now: Date.now, randomBytes, publicUrl: origin });
        const { page, faults } = await openPage(browser, origin, { viewport: { width: 1280, height: 900 } });
        page.setDefaultTimeout(patienceMilliseconds);
        await walkIn(page, link, owner);
        await connect(page, path, gateway);
        await sendTest(page, path);
        expect(gateway.received()).toBe(1);
        expect(faults).toEqual([]);
      } finally {
        await house.end();
        await gateway.close();
      }
    },
    walkMilliseconds,
  );
});
