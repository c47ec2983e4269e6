import { useState } from 'react';
import { useLocation } from 'wouter';
import { Action } from '../ui/action.js';
import { Card } from '../ui/card.js';
import { ActWithReason } from './act-with-reason.js';
import { pathOfUser, type WholeUser } from './contract.js';
import { EraseDialog } from './erase-dialog.js';

/** What cannot be taken back. Both ask for a fresh second factor. */
export function DangerCard({ user }: { readonly user: WholeUser }) {
  const [isErasing, setErasing] = useState(false);
  const [, go] = useLocation();
  const hasFactors = user.factors.length > 0 || user.recoveryCodes !== null;
  return (
    <Card title="What cannot be undone">
      {hasFactors && user.reset.how !== 'off' ? (
        <div className="row between danger-row">
          <p>
            <strong>Take every factor away.</strong>{' '}
            <span className="soft">
              At once and without a mail, with recovery codes and trusted devices. For a user who cannot be mailed a
              reset.
            </span>
          </p>
          <ActWithReason
            kind="danger"
            label="Take all away"
            title={`Take every factor of ${user.id} away?`}
            confirm="Take all away"
            isDanger
            path={`${pathOfUser(user)}/disable`}
            done={`${user.id} has no factor any more`}
          >
            <p>
              All factors, recovery codes and trusted devices end at once; app passwords stay. Where the policy requires
              a second factor, they set up anew at the next sign-in. The user is told.
            </p>
          </ActWithReason>
        </div>
      ) : null}
      <div className="row between danger-row">
        <p>
          <strong>Erase this user.</strong>{' '}
          <span className="soft">With all that belongs to them; their addresses leave the history.</span>
        </p>
        <Action kind="danger" onPress={() => setErasing(true)}>
          Erase …
        </Action>
      </div>
      {isErasing ? <EraseDialog user={user} onClose={() => setErasing(false)} onErased={() => go('/users')} /> : null}
    </Card>
  );
}
