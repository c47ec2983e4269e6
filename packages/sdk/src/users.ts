import type { PostOptions, ProofOptions, RequestOptions } from './api-request.js';
import { everyRow } from './every-row.js';
import type {
  DisableUser,
  MfaQuery,
  PutUser,
  ReleaseUser,
  SetRequirement,
  SwitchSecondFactor,
  UserQuery,
} from './generated/users-types.js';
import type { Send } from './send.js';

/** Those who are verified, under your own ids. Scope `users`; what an admin of the application does needs `users.admin`. */
export function usersBy(send: Send) {
  const list = (query?: UserQuery, options?: RequestOptions) => send('GET /v1/users', { query }, options);
  return {
    /** Makes a user, or changes what is given: what is left out stays, and `null` takes away. */
    put: (user: string, input: PutUser, options?: RequestOptions) =>
      send('PUT /v1/users/{id}', { path: { id: user }, body: input }, options),

    /** One user, with the addresses whole. */
    get: (user: string, options?: RequestOptions) => send('GET /v1/users/{id}', { path: { id: user } }, options),

    /** One page, newest first, with masked addresses. Addresses and ids are found whole only. */
    list,

    /** All of them, newest first: `for await (const user of otpost.users.all())`. */
    all: (query?: UserQuery, options?: RequestOptions) =>
      everyRow(
        (cursor) => list({ ...query, cursor: cursor ?? query?.cursor }, options),
        ({ users }) => users,
      ),

    /** Erases a user with all that is theirs. */
    erase: (user: string, options?: RequestOptions) => send('DELETE /v1/users/{id}', { path: { id: user } }, options),

    /**
     * What to do with this user now. Ask after the password was right: `mustEnrol` means set-up first, else `required` means a
     * challenge, else let the user in.
     */
    mfa: (user: string, query?: MfaQuery, options?: RequestOptions) =>
      send('GET /v1/users/{id}/mfa', { path: { id: user }, query }, options),

    /** The user's own choice, where the policy leaves it to them. Turning off needs a `proof`. */
    switchSecondFactor: (user: string, input: SwitchSecondFactor, options?: PostOptions & ProofOptions) =>
      send('POST /v1/users/{id}/second-factor', { path: { id: user }, body: input }, options),

    /** Requires or exempts one user, whatever the policy says. Scope `users.admin`, as the two below. */
    setRequirement: (user: string, input: SetRequirement, options?: RequestOptions) =>
      send('PUT /v1/users/{id}/requirement', { path: { id: user }, body: input }, options),

    /** Takes every factor of a user away at once, with recovery codes and trusted devices. */
    disable: (user: string, input: DisableUser, options?: PostOptions) =>
      send('POST /v1/users/{id}/disable', { path: { id: user }, body: input }, options),

    /** Forgets the failed checks of a user who was stopped. */
    release: (user: string, input: ReleaseUser, options?: PostOptions) =>
      send('POST /v1/users/{id}/release', { path: { id: user }, body: input }, options),
  };
}
