import { type FormEvent, useState } from 'react';
import { useChange } from '../api/client.js';
import { Action } from '../ui/action.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { ProblemNotice } from '../ui/notice.js';
import { tellDone } from '../ui/toasts.js';
import { pathOfUser, resetsPath, type User } from './contract.js';

interface EraseDialogProps {
  readonly user: User;
  readonly onClose: () => void;
  readonly onErased: () => void;
}

interface Erasure {
  readonly confirm: string;
  readonly reason: string;
}

/** Wants the id once more, so that the wrong user is not erased by a slip. */
export function EraseDialog({ user, onClose, onErased }: EraseDialogProps) {
  const [confirm, setConfirm] = useState('');
  const [reason, setReason] = useState('');
  const erase = useChange<Erasure>({
    method: 'POST',
    path: `${pathOfUser(user)}/erase`,
    body: (erasure) => erasure,
    makesOld: [resetsPath],
  });
  const isReady = confirm === user.id && reason.trim() !== '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isReady) return;
    erase.mutate(
      { confirm, reason: reason.trim() },
      {
        onSuccess: () => {
          tellDone(`${user.id} is erased`);
          onErased();
        },
      },
    );
  };
  return (
    <Dialog title={`Erase ${user.id}?`} isOpen onClose={onClose} role="alertdialog">
      <form className="stack" onSubmit={submit}>
        <p>
          Factors, recovery codes, app passwords, trusted devices and resets go for good. The audit log keeps that a
          user was erased, and not who it was.
        </p>
        <Field
          label="Id of the user"
          help={
            <>
              Type <code>{user.id}</code> to confirm.
            </>
          }
          value={confirm}
          onChange={setConfirm}
          autoComplete="off"
          maxLength={128}
          isRequired
          autoFocus
        />
        <Field
          label="Reason"
          help="Goes to the audit log."
          value={reason}
          onChange={setReason}
          maxLength={500}
          isRequired
        />
        <ProblemNotice problem={erase.problem} />
        <div className="row end">
          <Action onPress={onClose}>Cancel</Action>
          <Action kind="danger" type="submit" isPending={erase.isPending} isDisabled={!isReady}>
            Erase for good
          </Action>
        </div>
      </form>
    </Dialog>
  );
}
