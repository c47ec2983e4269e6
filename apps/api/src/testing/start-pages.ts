import type { PageResult, PageSessionView } from '@otpost/core/page-session/page-session-schemas';
import { createApiKey } from '@otpost/core/settings/api-keys/create-api-key';
import { freePort } from '@otpost/test/servers/free-port';
import { startWholeApi, type WholeApi } from './start-whole-api.js';

export interface PagesHouse {
  readonly whole: WholeApi;
  readonly origin: string;
  /** The address of a hosted page for a new user. */
  link(flow: string, locale?: string): Promise<PageSessionView>;
  resultOf(id: string): Promise<PageResult>;
  close(): Promise<void>;
}

const returnPath = '/livez';

/** The API on an address that a browser can reach, with an application that has a brand. */
export async function startPages(): Promise<PagesHouse> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const whole = await startWholeApi({ place: { port, publicUrl: origin } });
  const { context } = whole.opened;
  const { applicationId } = await whole.addApplication('shop', {
    // A page of this process stands for the application, so that going back asks no other host.
    returnUrls: [origin + returnPath],
    brand: { name: 'Northwind', colour: '#0f766e' },
    supportText: 'Call the help desk on extension 42, or come to room 1.07.',
    sendsPerIp: { hour: 10_000 },
  });
  const input = { scopes: ['challenges' as const, 'users' as const] };
  const { key } = await createApiKey(context, { actor: 'operator:test', applicationId, input });
  await context.settings.refresh();

  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  let users = 0;
  return {
    whole,
    origin,
    link: async (flow, locale) => {
      const user = `user-${(users += 1)}`;
      const profile = { name: 'Ada', email: `ada${users}@example.com`, emailVerified: flow !== 'set-up' };
      await fetch(`${origin}/v1/users/${user}`, { method: 'PUT', headers, body: JSON.stringify(profile) });
      const body = { user, flow, returnUrl: origin + returnPath, ...(locale ? { locale } : {}) };
      const answer = await fetch(`${origin}/v1/page-sessions`, { method: 'POST', headers, body: JSON.stringify(body) });
      return (await answer.json()) as PageSessionView;
    },
    resultOf: async (id) =>
      (await (await fetch(`${origin}/v1/page-sessions/${id}/result`, { headers })).json()) as PageResult,
    close: () => whole.close(),
  };
}
