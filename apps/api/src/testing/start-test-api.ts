import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Context } from '@otpost/core/context';
import { newId } from '@otpost/core/ids';
import type { Live } from '@otpost/core/live-port';
import type { ProviderKinds } from '@otpost/core/settings/providers/provider-kinds';
import type { SettingsSnapshot } from '@otpost/core/settings/settings-snapshot';
import type { Express } from 'express';
import { createApp } from '../app.js';
import type { RequestEnd } from '../http/begin-request.js';
import type { RequestFacts } from '../http/request-facts.js';
import type { Route } from '../route/route.js';
import { createApiServer, type ServerLimits } from '../server.js';

/** Says which part a test reached that it should not need. */
function absent(name: string): object {
  const refuse = (_part: object, member: string | symbol): never => {
    throw new Error(`This test has no ${name}, and ${String(member)} was asked for`);
  };
  return new Proxy({}, { get: refuse });
}

/** What a test without these parts has in their place. */
function absentParts(): Omit<Context, 'settings'> {
  const parts = { store: absent('store'), live: absent('live'), bell: absent('bell'), locales: absent('locales') };
  return { ...(parts as Context), now: Date.now, randomBytes, warn: () => undefined };
}

/** A context over fixed settings: everything else fails when it is used. */
export function contextForTest(settings: SettingsSnapshot, live?: Live): Context {
  const reader = { current: () => settings, refresh: async () => undefined };
  return { ...absentParts(), ...(live ? { live } : {}), settings: reader };
}

export interface TestApi {
  readonly app: Express;
  readonly context: Context;
  readonly routes: readonly Route[];
  readonly url: string;
  readonly port: number;
  readonly seen: { readonly facts: RequestFacts; readonly end: RequestEnd }[];
  readonly faults: unknown[];
  close(): Promise<void>;
}

const noKinds: ProviderKinds = {
  environment: { now: Date.now, allowPrivateAddresses: true },
  get: () => undefined,
  list: () => [],
};

/** A listening server over these routes, on a free port of the loopback. */
export async function startTestApi(
  context: Context,
  routes: readonly Route[],
  limits: Partial<ServerLimits> = {},
): Promise<TestApi> {
  const seen: TestApi['seen'] = [];
  const faults: unknown[] = [];
  const { express: app, listener } = createApp({
    context,
    routes,
    kinds: noKinds,
    publicUrl: 'https://otpost.example.com',
    trustedProxies: 0,
    observe: (facts, end) => void seen.push({ facts, end }),
    reportFault: (error) => void faults.push(error),
    reportOutage: () => undefined,
  });
  const errorsUrl = 'https://otpost.example.com/docs/errors';
  const server = createApiServer(listener, errorsUrl, () => newId('req', randomBytes), limits);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { app, context, routes, url: `http://127.0.0.1:${port}`, port, seen, faults, close };
}
