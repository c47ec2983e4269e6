import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { newPageSecret, type PageSecret, parsePageSecret } from './page-secret.js';

/**
 * Exchanges the secret of a link for that of a cookie, once. Throws one and the same `not_found` for a link that is malformed,
 * unknown, used or expired.
 */
export async function openPageSession(context: Context, link: string): Promise<PageSecret> {
  const secret = parsePageSecret(link);
  if (secret) {
    const cookie = newPageSecret(secret.id, context.randomBytes);
    const opened = await context.live.pageSessions.open(secret.id, secret.hash, cookie.hash);
    if (opened.kind === 'opened') return cookie;
  }
  throw new OtpostError('not_found', 'This link was used already, or its time is over');
}
