import { expect, test } from '@jest/globals';
import { expectReadable, usePages, withChromium } from '@otpost/api/testing/use-pages';
import { totpApp } from '../users/totp-app.js';
import { pressByKeys, tickByKeys, typeByKeys } from './keys.js';

const pages = usePages();
const now = (secret: string): string => totpApp(secret)(Date.now());
const policy = { requirement: 'required', mustReplaceAfterRecoveryCode: true } as const;

withChromium('a lost phone, by keyboard alone', () => {
  test('a recovery code signs in, the lost app is replaced before anything else, and new codes are saved', async () => {
    const shop = await pages.shop('lost', { policy });
    const own = await shop.enrolled();
    const opened = await pages.open(shop, own.id, 'challenge');
    const { page } = opened;
    await expectReadable(opened);
    await pressByKeys(page, 'Use a recovery code instead');
    await typeByKeys(page, 'Recovery code', 'AAAA-AAAA-AAAA-AAAA');
    await page.keyboard.press('Enter');
    await page.getByText('That code is not right.').first().waitFor();
    await expectReadable(opened);
    await typeByKeys(page, 'Recovery code', own.recoveryCodes[0] ?? '');
    await page.keyboard.press('Enter');

    await page.getByRole('heading', { name: 'Replace “Authenticator app”' }).waitFor();
    await expectReadable(opened);
    await page.reload();
    await page.getByRole('heading', { name: 'Replace “Authenticator app”' }).waitFor();
    await pressByKeys(page, /^Authenticator app/);
    await pressByKeys(page, 'Can’t scan it?');
    const secret = (await page.locator('.secret').textContent())?.replaceAll(' ', '') ?? '';
    await expectReadable(opened);
    expect((await shop.check(await shop.challenge(own.id), own.next())).body.valid).toBe(true);
    await typeByKeys(page, 'Code', now(secret));
    await page.keyboard.press('Enter');
    await page.locator('.codes li').nth(9).waitFor();
    await expectReadable(opened);
    await tickByKeys(page, 'I saved these codes');
    await pressByKeys(page, 'Continue');
    await page.waitForURL(/livez/);

    const after = await shop.stored(own.id);
    expect(after.factors).toMatchObject([{ type: 'totp', name: 'Authenticator app', status: 'active' }]);
    expect(after.factors[0]?.id).not.toBe(own.factor);
    expect(await shop.mfa(own.id)).toMatchObject({ mustReplace: false, recoveryCodesLeft: 10 });
    expect((await shop.useRecoveryCode(own.id, own.recoveryCodes[1] ?? '')).body.valid).toBe(false);
    expect(await pages.resultOf(shop, opened.id)).toMatchObject({ approved: true, usedRecoveryCode: true });
    await page.context().close();
  });

  test('of several factors the user says which one is lost; who only has to answer leaves at once', async () => {
    const shop = await pages.shop('several', { policy });
    const own = await shop.enrolled();
    const proof = await shop.proofOf(own.id, own.next());
    const mail = await shop.begin(own.id, { type: 'email', name: 'Mailbox', to: 'ada@example.com' }, proof);
    const code = await pages.house().whole.codeOf(mail.body.challengeId ?? '');
    await shop.confirm(own.id, mail.body.id, { code });
    const signIn = await pages.open(shop, own.id, 'challenge');
    await pressByKeys(signIn.page, 'Try another way');
    await pressByKeys(signIn.page, /^Authenticator app/);
    await typeByKeys(signIn.page, 'Code', own.next());
    await signIn.page.keyboard.press('Enter');
    await signIn.page.waitForURL(/livez/);
    await signIn.page.context().close();

    await shop.useRecoveryCode(own.id, own.recoveryCodes[0] ?? '');
    const opened = await pages.open(shop, own.id, 'challenge');
    const { page } = opened;
    await pressByKeys(page, 'Use a recovery code instead');
    await typeByKeys(page, 'Recovery code', own.recoveryCodes[1] ?? '');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Which one did you lose?' }).waitFor();
    await expectReadable(opened);
    await pressByKeys(page, /^Mailbox/);
    await page.getByRole('heading', { name: 'Replace “Mailbox”' }).waitFor();
    await pressByKeys(page, 'Back');
    await page.getByRole('heading', { name: 'Which one did you lose?' }).waitFor();
    await page.context().close();
  });
});
