import { type ReactNode, useState } from 'react';
import type { Problem } from '../api/problem.js';
import { Action } from './action.js';
import { Dialog } from './dialog.js';
import { Field } from './field.js';
import { ProblemNotice } from './notice.js';

interface AskFirstProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Says what will happen. */
  readonly children: ReactNode;
  readonly confirm: string;
  readonly isDanger?: boolean;
  /** Asks for the admin's own words, which go to the audit log. */
  readonly needsReason?: boolean;
  readonly isPending?: boolean;
  readonly problem?: Problem | undefined;
  readonly onConfirm: (reason: string) => void;
}

/** A question before what cannot be undone. */
export function AskFirst(props: AskFirstProps) {
  const { title, isOpen, onClose, children, confirm, isDanger = false, needsReason = false, problem } = props;
  const [reason, setReason] = useState('');
  const isReady = !needsReason || reason.trim() !== '';
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose} role="alertdialog">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) props.onConfirm(reason.trim());
        }}
      >
        <div className="prose">{children}</div>
        {needsReason ? (
          <Field
            label="Reason"
            help="Goes to the audit log."
            value={reason}
            onChange={setReason}
            maxLength={500}
            isRequired
            autoFocus
          />
        ) : null}
        <ProblemNotice problem={problem} />
        <div className="row end">
          <Action onPress={onClose}>Cancel</Action>
          <Action
            kind={isDanger ? 'danger' : 'main'}
            type="submit"
            isPending={props.isPending ?? false}
            isDisabled={!isReady}
          >
            {confirm}
          </Action>
        </div>
      </form>
    </Dialog>
  );
}
