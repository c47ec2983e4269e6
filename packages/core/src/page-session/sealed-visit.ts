import type { Keyring } from '../keyring/keyring.js';
import type { LivePageSession } from '../live-page-port.js';

export interface SealedVisit {
  /** Null: the visit came from a mail, and leads back to no application. */
  readonly returnUrl: string | null;
  /** The reset whose link was followed: it stands for a proof. */
  readonly resetId?: string;
}

const contextOf = (id: string): string => `page-session:${id}`;

export function sealVisit(keyring: Keyring, applicationId: string, id: string, visit: SealedVisit): string {
  return keyring.seal(applicationId, contextOf(id), JSON.stringify(visit));
}

export function openVisit(keyring: Keyring, session: LivePageSession): SealedVisit {
  return JSON.parse(keyring.unseal(session.applicationId, contextOf(session.id), session.sealed)) as SealedVisit;
}
