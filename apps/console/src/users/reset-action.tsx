import { useState } from 'react';
import { Action } from '../ui/action.js';
import type { ResetPolicy, User } from './contract.js';
import { ResetDialog } from './reset-dialog.js';

interface ResetActionProps {
  readonly user: Pick<User, 'applicationId' | 'id'>;
  readonly reset: ResetPolicy;
  readonly label?: string;
  readonly small?: boolean;
}

export function ResetAction({ user, reset, label = 'Reset …', small = false }: ResetActionProps) {
  const [isOpen, setOpen] = useState(false);
  if (reset.how === 'off') return null;
  return (
    <>
      <Action kind="main" small={small} onPress={() => setOpen(true)}>
        {label}
      </Action>
      {isOpen ? <ResetDialog user={user} reset={reset} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
