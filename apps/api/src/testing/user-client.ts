import { createApiKey } from '@otpost/core/settings/api-keys/create-api-key';
import { revokeApiKey } from '@otpost/core/settings/api-keys/revoke-api-key';
import type { SettingsPatch } from '@otpost/core/settings/applications/settings-patch';
import type { WholeApi } from './start-whole-api.js';

const actor = 'operator:test';

export interface UserReply<Body> {
  readonly status: number;
  readonly body: Body;
}

/** An application that looks after users, as its own backend sees the API. */
export interface UserClient {
  readonly applicationId: string;
  /** Scopes `challenges` and `users`. */
  readonly key: string;
  /** Scopes `users` and `users.admin`. */
  readonly adminKey: string;
  call<Body = never>(method: string, path: string, body?: unknown, more?: CallOptions): Promise<UserReply<Body>>;
}

export interface CallOptions {
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A new application with a key of each scope. */
export async function newUserClient(whole: WholeApi, name: string, settings: SettingsPatch = {}): Promise<UserClient> {
  const { context } = whole.opened;
  const { applicationId, key: first } = await whole.addApplication(name, { smsCountries: ['*'], ...settings });
  // At most two keys of an application are active.
  await revokeApiKey(context, { actor, applicationId, id: first.split('_')[2] ?? '' });
  const users = await createApiKey(context, { actor, applicationId, input: { scopes: ['challenges', 'users'] } });
  const admin = await createApiKey(context, { actor, applicationId, input: { scopes: ['users', 'users.admin'] } });
  await context.settings.refresh();
  return {
    applicationId,
    key: users.key,
    adminKey: admin.key,
    call: async (method, path, body, { key = users.key, headers = {} } = {}) => {
      const answer = await fetch(whole.url + path, {
        method,
        headers: {
          authorization: `Bearer ${key}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        signal: AbortSignal.timeout(20_000),
      });
      const text = await answer.text();
      return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
    },
  };
}
