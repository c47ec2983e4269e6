import { type FormEvent, useState } from 'react';
import { useChange, useRead } from '../../api/client.js';
import type { Problem } from '../../api/problem.js';
import { Action } from '../../ui/action.js';
import { messageChannels } from '../../ui/channel-names.js';
import { ChoiceField } from '../../ui/choice-field.js';
import { Dialog } from '../../ui/dialog.js';
import { Field } from '../../ui/field.js';
import { ProblemNotice } from '../../ui/notice.js';
import { Waiting } from '../../ui/page.js';
import { tellDone } from '../../ui/toasts.js';
import { type DeadLetter, deadLettersPath, madeOldByLetters } from './contract.js';

interface Job {
  readonly kind: string;
  readonly channel: string;
  readonly id: string;
  readonly send: string;
}

const kinds = [
  { id: 'code', label: 'The code of a challenge' },
  { id: 'notice', label: 'A notice' },
  { id: 'test', label: 'A test' },
];

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const oneOf = (options: readonly { readonly id: string }[], value: string, other: string): string =>
  options.some(({ id }) => id === value) ? value : other;

/** What of the found job can be understood; the rest is for the admin to say. */
function draftOf(found: unknown, { channel }: DeadLetter): Job {
  const job = typeof found === 'object' && found !== null ? (found as Partial<Record<keyof Job, unknown>>) : {};
  const id = textOf(job.id);
  return {
    kind: oneOf(kinds, textOf(job.kind), id.startsWith('nt_') ? 'notice' : 'code'),
    channel: oneOf(messageChannels, textOf(job.channel), channel),
    id,
    send: textOf(job.send),
  };
}

/** What is no number goes as it is, so that the server says what is wrong with it. */
const jobOf = ({ send, ...rest }: Job) => ({ ...rest, send: /^\d+$/.test(send.trim()) ? Number(send) : send });

interface JobFieldsProps {
  readonly job: Job;
  readonly onChange: (job: Job) => void;
  readonly problem: Problem | undefined;
}

function JobFields({ job, onChange, problem }: JobFieldsProps) {
  const errorOf = (field: keyof Job) => problem?.messageOf(`job.${field}`);
  const set = (field: keyof Job) => (value: string) => onChange({ ...job, [field]: value });
  return (
    <>
      <div className="columns">
        <ChoiceField
          label="It is about"
          options={kinds}
          value={job.kind}
          onChange={set('kind')}
          error={errorOf('kind')}
        />
        <ChoiceField
          label="Channel"
          options={messageChannels}
          value={job.channel}
          onChange={set('channel')}
          error={errorOf('channel')}
        />
      </div>
      <Field
        label="Id of the challenge or notice"
        help="Begins with ch_ or nt_."
        value={job.id}
        onChange={set('id')}
        error={errorOf('id')}
        maxLength={64}
        autoComplete="off"
        isRequired
      />
      <Field
        label="Send"
        help="1 is the first message, 2 the first resend."
        inputMode="numeric"
        value={job.send}
        onChange={set('send')}
        error={errorOf('send')}
        maxLength={10}
        autoComplete="off"
        isRequired
      />
    </>
  );
}

interface MendProps {
  readonly letter: DeadLetter;
  readonly found: unknown;
  readonly onClose: () => void;
}

const fields = ['job.kind', 'job.channel', 'job.id', 'job.send', 'reason'];

function MendForm({ letter, found, onClose }: MendProps) {
  const [job, setJob] = useState(() => draftOf(found, letter));
  const [reason, setReason] = useState('');
  const send = useChange({
    method: 'POST',
    path: `${deadLettersPath}/${letter.id}/send-again`,
    body: () => ({ reason: reason.trim(), job: jobOf(job) }),
    makesOld: madeOldByLetters,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate(undefined, {
      onSuccess: () => {
        tellDone('It is mended, and on its way');
        onClose();
      },
    });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <p className="soft">
        A job says only which message waits; what goes out, and to whom, stands in the message itself. Below is what
        could be read of it.
      </p>
      <JobFields job={job} onChange={setJob} problem={send.problem} />
      <Field
        label="Reason"
        help="Goes to the audit log."
        value={reason}
        onChange={setReason}
        error={send.problem?.messageOf('reason')}
        maxLength={500}
        isRequired
      />
      <details>
        <summary>As it lay in the queue</summary>
        <pre className="found-job">{JSON.stringify(found, null, 2)}</pre>
      </details>
      <ProblemNotice problem={send.problem} shownElsewhere={fields} />
      <div className="row end">
        <Action onPress={onClose}>Cancel</Action>
        <Action kind="main" type="submit" isPending={send.isPending} isDisabled={reason.trim() === ''}>
          Mend and send
        </Action>
      </div>
    </form>
  );
}

/** A job that no worker could read, field by field, with what is wrong told in the field. */
export function MendDialog({ letter, onClose }: Omit<MendProps, 'found'>) {
  const { data, problem } = useRead<{ readonly job: unknown }>(`${deadLettersPath}/${letter.id}`);
  return (
    <Dialog title="Mend this job" isOpen onClose={onClose} wide>
      {data ? <MendForm letter={letter} found={data.job} onClose={onClose} /> : <Waiting problem={problem} />}
    </Dialog>
  );
}
