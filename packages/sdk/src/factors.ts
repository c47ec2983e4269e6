import type { PostOptions, ProofOptions, RequestOptions } from './api-request.js';
import type { BeginFactor, ConfirmFactor, RenameFactor } from './generated/factors-types.js';
import type { Send } from './send.js';

/** What a user has enrolled: authenticator apps, passkeys, addresses. Scope `users`. */
export function factorsBy(send: Send) {
  return {
    /** In the user's own order, pending ones too. */
    list: (user: string, options?: RequestOptions) =>
      send('GET /v1/users/{id}/factors', { path: { id: user } }, options),

    /** Begins one. It counts for nothing until it is confirmed, within 15 minutes. What is secret of it is shown this once. */
    begin: (user: string, input: BeginFactor, options?: PostOptions & ProofOptions) =>
      send('POST /v1/users/{id}/factors', { path: { id: user }, body: input }, options),

    /** Confirms it by its first code. The first factor, and one that replaces another, brings new recovery codes, shown this once. */
    confirm: (user: string, factor: string, input: ConfirmFactor, options?: PostOptions & ProofOptions) =>
      send('POST /v1/users/{id}/factors/{fid}/confirm', { path: { id: user, fid: factor }, body: input }, options),

    rename: (user: string, factor: string, input: RenameFactor, options?: RequestOptions) =>
      send('PATCH /v1/users/{id}/factors/{fid}', { path: { id: user, fid: factor }, body: input }, options),

    /** With the last factor the recovery codes go too; the last one of a user who must have one stays. */
    remove: (user: string, factor: string, options?: RequestOptions & ProofOptions) =>
      send('DELETE /v1/users/{id}/factors/{fid}', { path: { id: user, fid: factor } }, options),
  };
}
