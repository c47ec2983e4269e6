import { createContext, type ReactNode, useContext } from 'react';
import type { Admin, AdminRole, SessionState } from '../api/session-contract.js';

interface Session {
  readonly state: SessionState;
  readonly setState: (state: SessionState) => void;
}

const Current = createContext<Session | undefined>(undefined);

export function SessionProvider({ value, children }: { readonly value: Session; readonly children: ReactNode }) {
  return <Current value={value}>{children}</Current>;
}

export function useSession(): Session {
  const session = useContext(Current);
  if (!session) throw new Error('There is no session around this component');
  return session;
}

const order: readonly AdminRole[] = ['viewer', 'support', 'admin', 'owner'];

export interface Rights {
  readonly admin: Admin;
  /** Whether the role is at least this one. The server decides; this only spares a button that would be refused. */
  readonly may: (least: AdminRole) => boolean;
  /** Whether what belongs to all applications, such as providers, is in reach. */
  readonly reachesAll: boolean;
}

export function useRights(): Rights {
  const { admin } = useSession().state;
  if (!admin) throw new Error('Nobody is signed in');
  return {
    admin,
    may: (least) => order.indexOf(admin.role) >= order.indexOf(least),
    reachesAll: admin.applications === null,
  };
}
