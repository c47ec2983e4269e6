import { type FormEvent, useState } from 'react';
import { useChange } from '../api/client.js';
import { Action } from '../ui/action.js';
import { ChoiceField } from '../ui/choice-field.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { ProblemNotice } from '../ui/notice.js';
import { tellDone } from '../ui/toasts.js';
import { AddressFields, noAddress, useChosenApplication } from './address-fields.js';
import { type Suppression, suppressionsPath } from './contract.js';
import { suppressionWords } from './words.js';

const reasons = Object.entries(suppressionWords).map(([id, label]) => ({ id, label }));

/** Takes the place of a provider that says nothing of what bounced. */
export function SuppressDialog({ onClose }: { readonly onClose: () => void }) {
  const [at, setAt] = useState(noAddress);
  const [reason, setReason] = useState('opted_out');
  const [note, setNote] = useState('');
  const applicationId = useChosenApplication(at);
  const suppress = useChange<void, Suppression>({
    method: 'POST',
    path: suppressionsPath,
    body: () => ({
      ...at,
      applicationId,
      address: at.address.trim(),
      reason,
      ...(note.trim() === '' ? {} : { note: note.trim() }),
    }),
    makesOld: [suppressionsPath, '/admin/v1/users'],
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (at.address.trim() === '') return;
    suppress.mutate(undefined, {
      onSuccess: ({ address }) => {
        tellDone(`Nothing more is sent to ${address}`);
        onClose();
      },
    });
  };
  return (
    <Dialog title="Suppress an address" isOpen onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <AddressFields value={at} onChange={setAt} error={suppress.problem?.messageOf('address')} />
        <ChoiceField label="Why" options={reasons} value={reason} onChange={setReason} />
        <Field label="Note" help="Goes to the audit log." value={note} onChange={setNote} maxLength={500} />
        <ProblemNotice problem={suppress.problem} shownElsewhere={['address']} />
        <div className="row end">
          <Action onPress={onClose}>Cancel</Action>
          <Action
            kind="main"
            type="submit"
            isPending={suppress.isPending}
            isDisabled={at.address.trim() === '' || applicationId === ''}
          >
            Suppress
          </Action>
        </div>
      </form>
    </Dialog>
  );
}
