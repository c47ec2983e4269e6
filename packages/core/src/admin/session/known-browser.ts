import type { Context } from '../../context.js';
import type { AdminRecord } from '../admin-records.js';

/** A browser as it comes to sign in. */
export interface SigningBrowser {
  /** `Firefox on Windows`. */
  readonly name: string;
  /** What it keeps of earlier sign-ins: a mark for each admin. */
  readonly marks: string | undefined;
}

/** For browsers that several admins share; the oldest goes. */
const mostMarks = 8;

/** A keyed hash, so that nobody can make one. It ends with the password: then every browser is unknown again. */
function markOf({ settings }: Pick<Context, 'settings'>, { id, passwordHash }: AdminRecord): string {
  return settings.current().keyring.indexHash('admin-browser', id, passwordHash ?? '');
}

const split = (marks: string | undefined): string[] => (marks ?? '').split('.').filter((mark) => mark !== '');

/** Whether this admin has signed in with it before, and not chosen another password since. */
export function isKnownBrowser(context: Pick<Context, 'settings'>, admin: AdminRecord, marks?: string): boolean {
  return split(marks).includes(markOf(context, admin));
}

/** What the browser keeps from now on. */
export function marksWith(context: Pick<Context, 'settings'>, admin: AdminRecord, marks?: string): string {
  const own = markOf(context, admin);
  return [own, ...split(marks).filter((mark) => mark !== own)].slice(0, mostMarks).join('.');
}
