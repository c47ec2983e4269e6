import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useChange } from '../api/client.js';
import { Action } from '../ui/action.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { Notice, ProblemNotice } from '../ui/notice.js';
import { tellDone } from '../ui/toasts.js';
import { type Answers, Checklist } from './checklist.js';
import { madeOldByActs, type Reset, type ResetPolicy, resetsPath, type User } from './contract.js';

interface ResetDialogProps {
  readonly user: Pick<User, 'applicationId' | 'id'>;
  readonly reset: ResetPolicy;
  readonly onClose: () => void;
}

interface StartReset {
  readonly reason: string;
  readonly answers: Answers;
}

const explanations = {
  mailed:
    'A link goes to their verified mail addresses and works once, within 24 hours. Until they have set up anew, their factors stay in force.',
  immediate:
    'All factors, recovery codes and trusted devices end at once. At the next sign-in they must set up a new factor.',
  off: '',
} as const;

function useReset({ user, reset }: ResetDialogProps) {
  return useChange<StartReset, Reset>({
    method: 'POST',
    path: resetsPath,
    body: ({ reason, answers }) => ({
      application: user.applicationId,
      user: user.id,
      reason,
      ...(reset.how === 'mailed'
        ? { checklist: reset.checklist.map((question) => ({ question, passed: answers[question] === true })) }
        : {}),
    }),
    makesOld: madeOldByActs,
  });
}

/** Brings back somebody who lost every factor, once it is sure that it is them. */
export function ResetDialog(props: ResetDialogProps) {
  const { user, reset, onClose } = props;
  const [answers, setAnswers] = useState<Answers>({});
  const [reason, setReason] = useState('');
  const start = useReset(props);
  const client = useQueryClient();
  const questions = reset.how === 'mailed' ? reset.checklist : [];
  const isFailed = questions.some((question) => answers[question] === false);
  const isAnswered = questions.every((question) => answers[question] !== undefined);
  const lacksMail = reset.how === 'mailed' && !reset.hasMail;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (reason.trim() === '' || !isAnswered) return;
    start.mutate(
      { reason: reason.trim(), answers },
      {
        // The server records it, and says by its refusal that nothing was reset.
        onError: () => {
          if (!isFailed) return;
          void client.invalidateQueries({ queryKey: ['admin', 'v1'] });
          tellDone('Nothing was reset; the failed check is recorded');
          onClose();
        },
        onSuccess: ({ status }) => {
          tellDone(status === 'mailed' ? 'A link is on its way' : `${user.id} is reset`);
          onClose();
        },
      },
    );
  };
  return (
    <Dialog title={`Reset ${user.id}`} isOpen onClose={onClose} wide={questions.length > 0}>
      <form className="stack" onSubmit={submit}>
        <p className="soft">{explanations[reset.how]}</p>
        {lacksMail ? (
          <Notice kind="warn">
            <p>
              This user has no verified mail address that a link could go to. Let the application verify one, or ask an
              admin to take the factors away.
            </p>
          </Notice>
        ) : null}
        <Checklist questions={questions} answers={answers} onChange={setAnswers} />
        <Field
          label="Reason"
          help="Goes to the audit log: how you know that it is them. No personal data."
          value={reason}
          onChange={setReason}
          maxLength={500}
          isRequired
        />
        {isFailed ? (
          <Notice kind="bad">
            <p>
              <strong>An answer is wrong, so nothing is reset.</strong> It is recorded that somebody tried.
            </p>
          </Notice>
        ) : null}
        <ProblemNotice problem={start.problem} />
        <div className="row end">
          <Action onPress={onClose}>Cancel</Action>
          <Action
            kind={isFailed || reset.how === 'immediate' ? 'danger' : 'main'}
            type="submit"
            isPending={start.isPending}
            isDisabled={reason.trim() === '' || !isAnswered || (lacksMail && !isFailed)}
          >
            {isFailed ? 'Record the failed check' : reset.how === 'mailed' ? 'Mail the link' : 'Reset now'}
          </Action>
        </div>
      </form>
    </Dialog>
  );
}
