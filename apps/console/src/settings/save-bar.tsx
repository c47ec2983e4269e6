import type { Problem } from '../api/problem.js';
import { useRights } from '../session/session.js';
import { Action } from '../ui/action.js';
import { ConflictNotice } from '../ui/conflict-notice.js';
import { ProblemNotice } from '../ui/notice.js';

interface SaveBarProps {
  readonly problem: Problem | undefined;
  /** As it was when the form was opened. */
  readonly base: object;
  readonly keepMine: (version: number) => void;
  readonly isPending: boolean;
  readonly isChanged: boolean;
  readonly shownElsewhere?: readonly string[];
}

/** The end of every form here: what the server says, and Save. */
export function SaveBar({ problem, base, keepMine, isPending, isChanged, shownElsewhere = [] }: SaveBarProps) {
  const { may } = useRights();
  if (!may('admin')) return <p className="help">Your role may look at this and not change it.</p>;
  return (
    <>
      <ConflictNotice problem={problem} mine={base} onKeepMine={keepMine} />
      {problem?.code === 'conflict' && problem.current !== undefined ? null : (
        <ProblemNotice problem={problem} shownElsewhere={shownElsewhere} />
      )}
      <div className={isChanged ? 'row save-bar changed' : 'row save-bar'}>
        <Action kind="main" type="submit" isPending={isPending} isDisabled={!isChanged}>
          Save
        </Action>
        <span className="help">{isChanged ? 'There are changes that are not saved.' : 'Nothing is changed.'}</span>
      </div>
    </>
  );
}
