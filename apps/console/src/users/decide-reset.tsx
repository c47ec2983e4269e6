import { useState } from 'react';
import { useRead } from '../api/client.js';
import { Action } from '../ui/action.js';
import { Dialog } from '../ui/dialog.js';
import { Waiting } from '../ui/page.js';
import { pathOfUser, type User, type WholeUser } from './contract.js';
import { ResetDialog } from './reset-dialog.js';

interface DecideResetProps {
  readonly user: Pick<User, 'applicationId' | 'id'>;
}

/** The checklist is the policy's, which is read when it is needed. */
function ReadThenDecide({ user, onClose }: DecideResetProps & { readonly onClose: () => void }) {
  const { data, problem } = useRead<WholeUser>(pathOfUser(user));
  if (data) return <ResetDialog user={user} reset={data.reset} onClose={onClose} />;
  return (
    <Dialog title={`Reset ${user.id}`} isOpen onClose={onClose}>
      <Waiting problem={problem} />
    </Dialog>
  );
}

export function DecideReset({ user }: DecideResetProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Action small kind="main" onPress={() => setOpen(true)}>
        Decide …
      </Action>
      {isOpen ? <ReadThenDecide user={user} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
