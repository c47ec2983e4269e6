import { Link } from 'wouter';
import { useRead } from '../../api/client.js';
import { Badge } from '../../ui/badge.js';
import type { Delivery } from '../challenges/contract.js';
import { badgeKind, statusText } from '../wording.js';

const underWay: ReadonlySet<string> = new Set(['queued', 'sending']);

/** What became of the message that took the place of a dead letter, until its outcome is known. */
export function SentAgain({ delivery }: { readonly delivery: string }) {
  const { data, problem } = useRead<Delivery>(`/admin/v1/deliveries/${delivery}`, {
    everyMilliseconds: 2000,
    isLast: ({ status }) => !underWay.has(status),
  });
  if (problem) return <span className="soft">History no longer has it.</span>;
  if (!data) return <span className="soft">…</span>;
  const { status, reason, challengeId } = data;
  const badge = <Badge kind={badgeKind(status)}>{statusText(status)}</Badge>;
  return (
    <>
      {challengeId === null ? badge : <Link href={`/challenges/${challengeId}`}>{badge}</Link>}
      {reason ? <span className="help">{statusText(reason)}</span> : null}
    </>
  );
}
