import { expect } from '@jest/globals';
import type { PageResult, PageSessionView } from '@otpost/core/page-session/page-session-schemas';
import type { VisitState } from '@otpost/core/page-session/visit-state';
import type { WholeApi } from './start-whole-api.js';
import type { UserClient, UserReply } from './user-client.js';

export const visitReturnUrl = 'https://shop.example/account';

/** One visit of a user, as the hosted page sees its API. */
export interface VisitClient {
  readonly id: string;
  call<Body = never>(method: string, path: string, body?: object, proof?: string): Promise<UserReply<Body>>;
  state(): Promise<VisitState>;
  /** What the application reads of it. */
  result(): Promise<PageResult>;
}

const asPage = { 'otpost-page': '1', 'sec-fetch-site': 'same-origin', origin: 'https://otpost.example.com' };

/** Makes a page session and follows its link. The application needs `visitReturnUrl` among its return addresses. */
export async function newVisit(whole: WholeApi, client: UserClient, user: string, flow: string): Promise<VisitClient> {
  const wanted = { user, flow, returnUrl: visitReturnUrl };
  const made = await client.call<PageSessionView>('POST', '/v1/page-sessions', wanted);
  expect(made.status).toBe(201);
  const send = (method: string, path: string, headers: object, body?: object) =>
    fetch(`${whole.url}/pages/v1${path}`, {
      method,
      headers: { ...asPage, ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  const opened = await send('POST', '/session', {}, { link: new URL(made.body.url).hash.slice(1) });
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
  const call: VisitClient['call'] = async (method, path, body, proof) => {
    const answer = await send(method, path, { cookie, ...(proof ? { 'otpost-proof': proof } : {}) }, body);
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  return {
    id: made.body.id,
    call,
    state: async () => (await call<VisitState>('GET', '/session')).body,
    result: async () => (await client.call<PageResult>('GET', `/v1/page-sessions/${made.body.id}/result`)).body,
  };
}
