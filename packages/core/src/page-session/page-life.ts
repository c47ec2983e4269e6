import type { LivePageSession } from '../live-page-port.js';

export const pageLifeMilliseconds = 15 * 60_000;
/** WCAG 2.2.1 asks for a way to have more time; three quarters of an hour in all keeps a forgotten visit short. */
export const mostExtensions = 2;

export function isOver(session: LivePageSession): boolean {
  return session.endedAt !== null || session.now >= session.expiresAt;
}
