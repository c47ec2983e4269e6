import type { ResetRecord } from '../user-records.js';

export type ResetStatus = ResetRecord['status'];

/** What may follow what. `followed`: the user clicked the link and is setting up anew. */
export const resetMoves: Readonly<Record<ResetStatus, readonly ResetStatus[]>> = {
  requested: ['done', 'refused', 'expired'],
  mailed: ['followed', 'canceled', 'expired'],
  followed: ['done', 'canceled', 'expired'],
  done: [],
  canceled: [],
  refused: [],
  expired: [],
};

export const openResetStatuses = ['requested', 'mailed', 'followed'] as const satisfies readonly ResetStatus[];

export function mayMove(from: ResetStatus, to: ResetStatus): boolean {
  return resetMoves[from].includes(to);
}
