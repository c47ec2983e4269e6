import type { PostOptions, RequestOptions } from './api-request.js';
import type { TrustDevice } from './generated/trusted-devices-types.js';
import type { Send } from './send.js';

/** Browsers in which a user is not asked again for some days. Scope `users`. */
export function trustedDevicesBy(send: Send) {
  return {
    /** Once for one approved sign-in, within five minutes. Keep the `token` in a cookie, and give it to `users.mfa` as `device`. */
    trust: (user: string, input: TrustDevice, options?: PostOptions) =>
      send('POST /v1/users/{id}/trusted-devices', { path: { id: user }, body: input }, options),

    /** Those that are trusted now, oldest first. */
    list: (user: string, options?: RequestOptions) =>
      send('GET /v1/users/{id}/trusted-devices', { path: { id: user } }, options),

    /** Trusts one no longer. */
    revoke: (user: string, device: string, options?: RequestOptions) =>
      send('DELETE /v1/users/{id}/trusted-devices/{did}', { path: { id: user, did: device } }, options),
  };
}
