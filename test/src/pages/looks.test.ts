import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { Enrolled, FactorClient } from '@otpost/api/testing/factor-client';
import {
  expectReadable,
  type OpenedFlow,
  type OpenOptions,
  usePages,
  withChromium,
} from '@otpost/api/testing/use-pages';
import { testAllLooks } from '@otpost/config/test-environment';
import { makeLink } from '@otpost/core/link/make-link';
import { makePerson } from '../users/make-person.js';
import { totpApp } from '../users/totp-app.js';
import { openPage, shoot } from './browser.js';
import { pressByKeys } from './keys.js';

const pages = usePages();

const looks = [
  ['phone-dark-en', 390, 'dark', 'en'],
  ['desktop-light-en', 1280, 'light', 'en'],
  ['phone-light-ar', 390, 'light', 'ar'],
] as const;
/** Pictures for people, which show no other width, theme or direction. */
const otherLooks = [
  ['phone-light-en', 390, 'light', 'en'],
  ['desktop-dark-en', 1280, 'dark', 'en'],
] as const;

type Values = Readonly<Record<string, string>>;

/** The strings of the pages in one language, as their users read them. */
function wordsOf(language: string): (key: string, values?: Values) => string {
  const file = new URL(`../../../apps/pages/src/locales/${language}.json`, import.meta.url);
  const strings = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  return (key, values = {}) => (strings[key] ?? '').replaceAll(/\{\{(\w+)\}\}/g, (_whole, name) => values[name] ?? '');
}

const policy = {
  requirement: 'required',
  trustedDeviceDays: 30,
  mustReplaceAfterRecoveryCode: true,
} as const;

/** A user who has something of everything. */
async function furnish(shop: FactorClient): Promise<Enrolled> {
  const own = await shop.enrolled();
  const admin = { key: shop.client.adminKey };
  const mail = await shop.begin(own.id, { type: 'email', name: 'Mailbox', to: `${own.id}@example.com` }, admin);
  const code = await pages.house().whole.codeOf(mail.body.challengeId ?? '');
  expect((await shop.confirm(own.id, mail.body.id, { code })).body.valid).toBe(true);
  const ofUser = (path: string, body: object) => shop.client.call('POST', `/v1/users/${own.id}${path}`, body, admin);
  expect((await ofUser('/app-passwords', { name: 'Mail on the tablet' })).status).toBe(201);
  const challenge = await shop.challenge(own.id);
  expect((await shop.check(challenge, own.next())).body.valid).toBe(true);
  expect((await ofUser('/trusted-devices', { name: 'Firefox on Linux', challenge })).status).toBe(201);
  return own;
}

withChromium('every screen is readable, wide and narrow, light and dark, and from right to left', () => {
  test.each(testAllLooks() ? [...looks, ...otherLooks] : looks)(
    '%s',
    async (look, width, colorScheme, language) => {
      const words = wordsOf(language);
      const options: OpenOptions = { viewport: { width, height: 844 }, colorScheme, language };
      const shop = await pages.shop(look, { policy, createsPerSecond: 10_000 });
      const see = async (opened: OpenedFlow, name: string) => {
        await expectReadable(opened);
        await shoot(opened.page, `${name}-${look}`);
      };
      const press = async ({ page }: OpenedFlow, key: string) =>
        page
          .getByRole('button', { name: words(key) })
          .first()
          .click();
      const titled = async ({ page }: OpenedFlow, key: string, values?: Values) =>
        page.getByRole('heading', { name: words(key, values), exact: true }).waitFor();
      const fill = async ({ page }: OpenedFlow, code: string) => {
        await page.getByRole('textbox').first().fill(code);
        await page.keyboard.press('Enter');
      };

      const careful = await pages.shop(`careful-${look}`, { policy: { verifyBeforeFirst: true } });
      const newcomer = await careful.someone({ email: 'ada@example.com' });
      const first = await pages.open(careful, newcomer, 'set-up', options);
      await see(first, 'set-up');
      await first.page.getByRole('button', { name: words('type.totp') }).click();
      await titled(first, 'title.proof');
      await see(first, 'own-address');
      await first.page.context().close();

      const own = await furnish(shop);
      const manage = await pages.open(shop, own.id, 'manage', options);
      await manage.page.getByText('Firefox on Linux').waitFor();
      await manage.page.getByText('Mail on the tablet').waitFor();
      await see(manage, 'manage');
      await press(manage, 'rename');
      await press(manage, 'remove');
      await see(manage, 'manage-asking');
      await press(manage, 'manage.add');
      await see(manage, 'add');
      await manage.page.context().close();

      const signIn = await pages.open(shop, own.id, 'challenge', options);
      await press(signIn, 'otherWay');
      await see(signIn, 'other-way');
      await signIn.page
        .getByRole('button', { name: words('type.totp') })
        .first()
        .click();
      await fill(signIn, '000000');
      await signIn.page.getByText(words('error.wrong')).first().waitFor();
      await see(signIn, 'challenge-wrong');
      await press(signIn, 'cannot');
      await see(signIn, 'no-way');
      await press(signIn, 'recovery.use');
      await titled(signIn, 'recovery.label');
      await see(signIn, 'recovery');
      await fill(signIn, own.recoveryCodes[0] ?? '');
      await titled(signIn, 'lost.title');
      await see(signIn, 'which-lost');
      await signIn.page.getByRole('button', { name: 'Authenticator app' }).first().click();
      await titled(signIn, 'manage.replaceTitle', { name: 'Authenticator app' });
      await see(signIn, 'replace');
      await signIn.page
        .getByRole('button', { name: words('type.totp') })
        .first()
        .click();
      await signIn.page.locator('summary').last().click();
      const secret = (await signIn.page.locator('.secret').textContent())?.replaceAll(' ', '') ?? '';
      await see(signIn, 'totp');
      await fill(signIn, totpApp(secret)(Date.now()));
      await signIn.page.locator('.codes li').nth(9).waitFor();
      await see(signIn, 'codes');
      await signIn.page.context().close();
      expect(await shop.mfa(own.id)).toMatchObject({ mustReplace: false });

      const graceful = await pages.shop(`grace-${look}`, { policy: { requirement: 'required', graceDays: 7 } });
      const late = await pages.open(graceful, await graceful.someone(), 'challenge', options);
      await see(late, 'grace');
      for (const type of ['passkey', 'email', 'sms'] as const) {
        await late.page.getByRole('button', { name: words(`type.${type}.help`) }).click();
        await titled(late, `type.${type}`);
        await see(late, `set-up-${type}`);
        await press(late, 'otherWay');
      }
      await late.page.context().close();
    },
    90_000,
  );

  test.each(testAllLooks() ? [...looks, ...otherLooks] : looks)(
    'the pages of mailed links, %s',
    async (look, width, colorScheme, locale) => {
      const { whole, origin } = pages.house();
      const words = wordsOf(locale);
      const { context } = whole.opened;
      const { client } = await pages.shop(`links-${look}`, {});
      const { applicationId } = client;
      const person = await makePerson(context, applicationId, { locale });
      const owner = { applicationId, userId: person.userId };
      const payload = JSON.stringify({ name: 'Backup', password: 'ABCD-EFGH-JKMN-PQRS-TVWX-YZ01-2345-6789' });
      for (const [kind, more] of [
        ['reset', {}],
        ['reveal', { payload }],
      ] as const) {
        const { url } = await makeLink(context, { kind, ...owner, ...more });
        const opened = await openPage(pages.browser(), origin, { viewport: { width, height: 844 }, colorScheme });
        await opened.page.goto(url);
        await opened.page.getByRole('button').first().waitFor();
        await expectReadable(opened);
        await shoot(opened.page, `${kind}-${look}`);
        if (kind === 'reveal') {
          await pressByKeys(opened.page, words('reveal.go'));
          await opened.page.locator('.secret').waitFor();
          await expectReadable(opened);
          await shoot(opened.page, `revealed-${look}`);
        }
        await opened.page.context().close();
      }
    },
    90_000,
  );
});
