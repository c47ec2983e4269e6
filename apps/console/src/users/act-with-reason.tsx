import { type ReactNode, useState } from 'react';
import { type Change, useChange } from '../api/client.js';
import { Action } from '../ui/action.js';
import { AskFirst } from '../ui/ask-first.js';
import { tellDone } from '../ui/toasts.js';
import { madeOldByActs } from './contract.js';

interface ActWithReasonProps {
  /** On the button. */
  readonly label: string;
  readonly title: string;
  readonly confirm: string;
  readonly path: string;
  readonly method?: Change<string>['method'];
  /** What goes beside the reason. */
  readonly more?: Readonly<Record<string, unknown>>;
  readonly makesOld?: readonly string[];
  /** Said when it is done. */
  readonly done: string;
  readonly onDone?: () => void;
  readonly isDanger?: boolean;
  readonly small?: boolean;
  readonly kind?: 'main' | 'plain' | 'quiet' | 'danger';
  /** Says what will happen. */
  readonly children: ReactNode;
}

/** A button for an act on a user that goes to the audit log with the admin's own words. */
export function ActWithReason({ makesOld = madeOldByActs, method = 'POST', ...props }: ActWithReasonProps) {
  const [isAsking, setAsking] = useState(false);
  const { path, more = {}, done, onDone } = props;
  const act = useChange<string>({ method, path, body: (reason) => ({ ...more, reason }), makesOld });
  const close = (): void => {
    setAsking(false);
    act.reset();
  };
  const confirm = (reason: string): void =>
    act.mutate(reason, {
      onSuccess: () => {
        close();
        tellDone(done);
        onDone?.();
      },
    });
  return (
    <>
      <Action small={props.small ?? false} kind={props.kind ?? 'plain'} onPress={() => setAsking(true)}>
        {props.label}
      </Action>
      {isAsking ? (
        <AskFirst
          title={props.title}
          isOpen
          onClose={close}
          confirm={props.confirm}
          isDanger={props.isDanger ?? false}
          needsReason
          isPending={act.isPending}
          problem={act.problem}
          onConfirm={confirm}
        >
          {props.children}
        </AskFirst>
      ) : null}
    </>
  );
}
