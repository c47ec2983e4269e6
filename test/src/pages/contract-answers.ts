import type { Page, Route } from 'playwright-core';

/**
 * Answers in the shapes of the pages' API, for screens that are looked at in one known state: the same secret, the same codes,
 * lists that are filled. App passwords and trusted devices have no route below /pages/v1 yet.
 */
const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const squares = Array.from({ length: 29 * 29 }, (_nothing, place) => place).filter((place) => (place * 7919) % 13 < 6);
const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29">${squares
  .map((place) => `<rect x="${place % 29}" y="${Math.floor(place / 29)}" width="1" height="1"/>`)
  .join('')}</svg>`;

export const recoveryCodes = Array.from({ length: 10 }, (_nothing, place) => `k7mq-${place}x2v-9dhw-p4tn`);
export const rightCode = '123456';

const later = '2026-11-20T10:00:00.000Z';
const moreFactors = [
  { id: 'fct_app', type: 'totp', name: 'Phone', address: null, createdAt: later, lastUsedAt: later },
  { id: 'fct_key', type: 'passkey', name: 'Laptop', address: null, createdAt: later, lastUsedAt: null },
];

const json = (route: Route, body: unknown, status = 200) =>
  route.fulfill({ status, contentType: 'application/json', body: JSON.stringify(body) });

export async function answerFactors(page: Page): Promise<void> {
  const uri = `otpauth://totp/Northwind:ada?secret=${secret}&issuer=Northwind`;
  await page.route('**/pages/v1/factors', (route) => json(route, { id: 'fct_new', secret, uri, qr: { svg, png: '' } }));
  await page.route('**/pages/v1/factors/*/confirm', (route) => {
    const { code } = route.request().postDataJSON() as { code: string };
    return json(route, code === rightCode ? { recoveryCodes } : { valid: false, reason: 'wrong_code' });
  });
}

/** The true state of the visit, with more to manage. */
export async function answerManage(page: Page): Promise<void> {
  await page.route('**/pages/v1/session', async (route) => {
    const answer = await route.fetch();
    const state = (await answer.json()) as { factors: unknown[] };
    const factors = [...moreFactors, ...state.factors];
    return json(route, { ...state, factors, recoveryCodes: { left: 2, madeAt: later } }, answer.status());
  });
  const password = { id: 'apw_1', name: 'Mail on the tablet', createdAt: later, lastUsedAt: null };
  await page.route('**/pages/v1/app-passwords', (route) =>
    json(route, route.request().method() === 'GET' ? { appPasswords: [password] } : { ...password, password: secret }),
  );
  await page.route('**/pages/v1/recovery-codes', (route) => json(route, { recoveryCodes }));
}
