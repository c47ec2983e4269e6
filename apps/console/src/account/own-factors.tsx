import { useState } from 'react';
import { useChange } from '../api/client.js';
import type { AdminFactor, ConfirmedFactor } from '../api/session-contract.js';
import { NewFactor } from '../session/new-factor.js';
import { RecoveryCodes } from '../session/recovery-codes.js';
import { useSession } from '../session/session.js';
import { readSession } from '../session/sign-out.js';
import { Action } from '../ui/action.js';
import { AskFirst } from '../ui/ask-first.js';
import { Card } from '../ui/card.js';
import { DataTable } from '../ui/data-table.js';
import { Dialog } from '../ui/dialog.js';
import { Icon } from '../ui/icons.js';
import { ProblemNotice } from '../ui/notice.js';
import { Time } from '../ui/time.js';
import { tellDone } from '../ui/toasts.js';

function FactorTable({
  factors,
  onRemove,
}: {
  readonly factors: readonly AdminFactor[];
  readonly onRemove: (factor: AdminFactor) => void;
}) {
  return (
    <DataTable
      label="Second factors"
      rows={factors}
      rowKey={({ id }) => id}
      columns={[
        {
          title: 'Name',
          cell: ({ name, type }) => (
            <span className="row">
              <Icon name={type === 'passkey' ? 'key' : 'phone'} /> {name}
            </span>
          ),
        },
        { title: 'Added', cell: ({ createdAt }) => <Time at={createdAt} /> },
        { title: 'Last used', cell: ({ lastUsedAt }) => (lastUsedAt === null ? 'never' : <Time at={lastUsedAt} />) },
        {
          title: 'Actions',
          cell: (factor) => (
            <Action small kind="quiet" isDisabled={factors.length === 1} onPress={() => onRemove(factor)}>
              Remove
            </Action>
          ),
        },
      ]}
    />
  );
}

interface RemoveFactorProps {
  readonly factor: AdminFactor | undefined;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}

function RemoveFactor({ factor, onClose, onRemoved }: RemoveFactorProps) {
  const remove = useChange<AdminFactor>({
    method: 'DELETE',
    path: ({ id }) => `/console/v1/factors/${id}`,
    makesOld: ['/console/v1/events'],
  });
  const done = (): void => {
    onClose();
    tellDone('The second factor was removed');
    onRemoved();
  };
  return (
    <AskFirst
      title="Remove this second factor?"
      isOpen={factor !== undefined}
      onClose={onClose}
      confirm="Remove"
      isDanger
      isPending={remove.isPending}
      problem={remove.problem}
      onConfirm={() => (factor ? remove.mutate(factor, { onSuccess: done }) : undefined)}
    >
      <p>“{factor?.name}” no longer opens your account.</p>
    </AskFirst>
  );
}

export function OwnFactors() {
  const { state, setState } = useSession();
  const [isAdding, setAdding] = useState(false);
  const [codes, setCodes] = useState<readonly string[]>();
  const [removed, setRemoved] = useState<AdminFactor>();
  const reread = async (): Promise<void> => setState(await readSession());
  const renew = useChange<void, { recoveryCodes: readonly string[] }>({
    method: 'POST',
    path: '/console/v1/recovery-codes',
    makesOld: ['/console/v1/events'],
  });
  const added = ({ recoveryCodes }: ConfirmedFactor): void => {
    setAdding(false);
    if (recoveryCodes) setCodes(recoveryCodes);
    tellDone('The second factor was added');
    void reread();
  };
  return (
    <Card
      title="Second factors"
      help={`${state.recoveryCodesLeft} recovery codes left. Have two factors, so that a lost phone is no lost day.`}
      actions={
        <>
          <Action
            small
            isPending={renew.isPending}
            onPress={() => renew.mutate(undefined, { onSuccess: ({ recoveryCodes }) => setCodes(recoveryCodes) })}
          >
            New recovery codes
          </Action>
          <Action small icon="plus" onPress={() => setAdding(true)}>
            Add
          </Action>
        </>
      }
    >
      <ProblemNotice problem={renew.problem} />
      <FactorTable factors={state.factors} onRemove={setRemoved} />
      <Dialog title="Add a second factor" isOpen={isAdding} onClose={() => setAdding(false)}>
        <NewFactor onConfirmed={added} />
      </Dialog>
      <Dialog
        title="Keep your recovery codes"
        isOpen={codes !== undefined}
        onClose={() => setCodes(undefined)}
        role="alertdialog"
      >
        <div className="stack">
          <p className="soft">The codes before no longer work. These are not shown again.</p>
          <RecoveryCodes
            codes={codes ?? []}
            onKept={() => {
              setCodes(undefined);
              void reread();
            }}
          />
        </div>
      </Dialog>
      <RemoveFactor factor={removed} onClose={() => setRemoved(undefined)} onRemoved={() => void reread()} />
    </Card>
  );
}
