import { type FormEvent, useEffect, useState } from 'react';
import { Link } from 'wouter';
import { useChange, useRead } from '../api/client.js';
import { useRights } from '../session/session.js';
import { Action } from '../ui/action.js';
import { Badge } from '../ui/badge.js';
import { Card } from '../ui/card.js';
import { Field } from '../ui/field.js';
import { Notice, ProblemNotice } from '../ui/notice.js';
import type { Provider } from './contract.js';

interface Attempt {
  readonly number: number;
  readonly outcome: string | null;
  readonly detail: string | null;
}

interface Delivery {
  readonly id: string;
  readonly status:
    | 'queued'
    | 'sending'
    | 'sent'
    | 'delivered'
    | 'undelivered'
    | 'failed'
    | 'expired'
    | 'canceled'
    | 'unknown';
  readonly reason: string | null;
  readonly to: string;
  readonly attempts: readonly Attempt[];
}

const words: Readonly<Record<Delivery['status'], { kind: 'plain' | 'good' | 'warn' | 'bad'; text: string }>> = {
  queued: { kind: 'plain', text: 'Waiting for a worker …' },
  sending: { kind: 'plain', text: 'Handing it over …' },
  sent: { kind: 'good', text: 'The provider took it. Look whether it has arrived.' },
  delivered: { kind: 'good', text: 'It has arrived.' },
  undelivered: { kind: 'bad', text: 'The provider took it, and could not deliver it.' },
  failed: { kind: 'bad', text: 'It was not sent.' },
  expired: { kind: 'bad', text: 'It did not go out in time.' },
  canceled: { kind: 'warn', text: 'It was canceled.' },
  unknown: { kind: 'warn', text: 'The provider may have taken it, and did not say so. Look whether it has arrived.' },
};

/** A worker takes it within a second. */
const lateMilliseconds = 5000;

const isRunning = (delivery: Delivery | undefined): boolean =>
  delivery === undefined || delivery.status === 'queued' || delivery.status === 'sending';

/** Where to look when nothing happens: without a worker there is not even a history. */
function NotTaken() {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), lateMilliseconds);
    return () => clearTimeout(timer);
  }, []);
  return isLate ? (
    <p className="help">
      Nothing has taken it yet.{' '}
      <Link href="/queues">See whether a worker runs, and whether the channel is paused.</Link>
    </p>
  ) : null;
}

/** The test on its way: asked for twice a second until it ends. */
function Progress({ id }: { readonly id: string }) {
  const [isOver, setOver] = useState(false);
  const { data, problem } = useRead<Delivery>(
    `/admin/v1/deliveries/${encodeURIComponent(id)}`,
    isOver ? {} : { everyMilliseconds: 500 },
  );
  if (data && !isRunning(data) && !isOver) setOver(true);
  // It stands in the history a moment after it was asked for.
  if (!data && problem && problem.code !== 'not_found') return <ProblemNotice problem={problem} />;
  if (!data) {
    return (
      <div className="stack" role="status">
        <Badge>Starting …</Badge>
        <NotTaken />
      </div>
    );
  }
  const { kind, text } = words[data.status];
  const failed = data.attempts.filter(({ outcome, detail }) => outcome !== 'accepted' && detail !== null);
  return (
    <div className="stack" role="status" data-status={data.status}>
      <Notice kind={kind}>
        <p>
          <strong>{text}</strong>
        </p>
        {failed.map(({ number, detail }) => (
          <p key={number}>
            Attempt {number}: {detail}
          </p>
        ))}
      </Notice>
      {data.status === 'queued' ? <NotTaken /> : null}
    </div>
  );
}

interface SendTestProps {
  readonly provider: Provider;
}

/** A message to the admin's own address, on the way of every other message, and what becomes of it. */
export function SendTest({ provider }: SendTestProps) {
  const { admin } = useRights();
  const isEmail = provider.channel === 'email';
  const [to, setTo] = useState(isEmail ? admin.email : '');
  const send = useChange<void, { deliveryId: string }>({
    method: 'POST',
    path: `/admin/v1/providers/${provider.id}/test`,
    body: () => ({ to }),
    makesOld: [],
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate();
  };
  return (
    <Card title="Send a test" help="It goes the same way as every other message, also while the provider is disabled.">
      <form className="stack" onSubmit={submit}>
        <Field
          label={isEmail ? 'Your email address' : 'Your phone number'}
          type={isEmail ? 'email' : 'tel'}
          placeholder={isEmail ? 'you@example.com' : '+49 151 23456789'}
          value={to}
          onChange={setTo}
          error={send.problem?.messageOf('to')}
          isRequired
        />
        <ProblemNotice problem={send.problem} shownElsewhere={['to']} />
        <div className="row">
          <Action type="submit" icon="send" isPending={send.isPending}>
            Send a test
          </Action>
        </div>
      </form>
      {send.data ? <Progress key={send.data.deliveryId} id={send.data.deliveryId} /> : null}
    </Card>
  );
}
