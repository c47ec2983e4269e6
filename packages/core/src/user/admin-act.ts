import { z } from 'zod';
import type { AuditedAction } from '../audit/audited.js';
import type { Authority } from '../proof/authority.js';
import type { UserRecord } from '../user-records.js';

const oneLine = /^[^\p{C}\p{Zl}\p{Zp}]*$/u;

/** What every act of an admin of the application on one user says, for the audit log. */
export const adminActFields = {
  actor: z
    .string()
    .min(1)
    .max(100)
    .regex(oneLine, 'must be one line of text')
    .refine((actor) => !actor.includes('@'), 'must be an id, not an address: the audit log keeps it')
    .optional()
    .describe('Who in the application does this: the id of an admin there.'),
  reason: z.string().trim().min(1).max(500).describe('Why. Kept in the audit log, so no personal data.'),
};

export interface AdminAct {
  readonly actor?: string | undefined;
  readonly reason: string;
}

/** The entry for the audit log: the key acts, for the admin whom the application names. */
export function adminAction(
  action: string,
  user: Pick<UserRecord, 'id' | 'applicationId'>,
  authority: Pick<Authority, 'actor'>,
  act: AdminAct,
  data: AuditedAction['data'] = {},
): AuditedAction {
  return {
    actor: authority.actor,
    action,
    target: user.id,
    applicationId: user.applicationId,
    reason: act.reason,
    data: { ...data, ...(act.actor === undefined ? {} : { for: act.actor }) },
  };
}
