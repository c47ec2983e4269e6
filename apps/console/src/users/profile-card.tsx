import { Link } from 'wouter';
import { useApplications } from '../filters/use-applications.js';
import { useRights } from '../session/session.js';
import { Card } from '../ui/card.js';
import { exactTime, Time } from '../ui/time.js';
import type { WholeUser } from './contract.js';

/** Who it is, without a whole address. */
export function ProfileCard({ user }: { readonly user: WholeUser }) {
  const { nameOf } = useApplications();
  const { may } = useRights();
  const { name, email, phone, lastSignInAt, createdAt, applicationId, recordId } = user;
  return (
    <Card>
      <dl className="facts close">
        {name === null ? null : (
          <div>
            <dt>Name</dt>
            <dd>
              <bdi>{name}</bdi>
            </dd>
          </div>
        )}
        <div>
          <dt>Application</dt>
          <dd>{nameOf(applicationId)}</dd>
        </div>
        <div>
          <dt>Mail address</dt>
          <dd>{email ?? <span className="soft">none</span>}</dd>
        </div>
        <div>
          <dt>Phone</dt>
          <dd>{phone ?? <span className="soft">none</span>}</dd>
        </div>
        <div>
          <dt>Last sign-in</dt>
          <dd>{lastSignInAt === null ? <span className="soft">never</span> : <Time at={lastSignInAt} />}</dd>
        </div>
        <div>
          <dt>Known since</dt>
          <dd>{exactTime(createdAt)}</dd>
        </div>
        <div>
          <dt>Audit log</dt>
          <dd>
            {may('admin') ? (
              <Link href={`/audit?target=${encodeURIComponent(recordId)}`}>What was done</Link>
            ) : (
              <span className="help id">{recordId}</span>
            )}
          </dd>
        </div>
      </dl>
    </Card>
  );
}
