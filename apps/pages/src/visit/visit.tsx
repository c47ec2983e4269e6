import { createContext, type ReactNode, useContext } from 'react';
import type { VisitState } from '../api/contract.js';
import type { Call } from '../api/page-api.js';

export interface Visit {
  readonly state: VisitState;
  /** The clock of the server less that of this machine, in milliseconds. */
  readonly clockAhead: number;
  readonly call: Call;
  /** Reads the state anew, after a change. */
  readonly refresh: () => Promise<void>;
  /** Ends the visit and goes back to the application. */
  readonly leave: () => Promise<void>;
}

const VisitContext = createContext<Visit | null>(null);

export function VisitProvider({ visit, children }: { visit: Visit; children: ReactNode }) {
  return <VisitContext value={visit}>{children}</VisitContext>;
}

export function useVisit(): Visit {
  const visit = useContext(VisitContext);
  if (!visit) throw new Error('There is no VisitProvider above');
  return visit;
}
