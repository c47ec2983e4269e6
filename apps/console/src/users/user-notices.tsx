import { useRights } from '../session/session.js';
import { Notice } from '../ui/notice.js';
import { exactTime, Time } from '../ui/time.js';
import { CancelReset } from './cancel-reset.js';
import type { WholeUser } from './contract.js';
import { ReleaseUser } from './release-user.js';
import { ResetAction } from './reset-action.js';
import { countOf } from './words.js';

function LimitNotice({ user }: { readonly user: WholeUser }) {
  const { may } = useRights();
  const { state, count, blockedUntil } = user.failedChecks;
  if (state === 'free') return null;
  return (
    <Notice kind={state === 'stopped' ? 'bad' : 'warn'}>
      <div className="stack">
        <p>
          <strong>
            {state === 'stopped' ? 'Nothing of this user is looked at any more.' : 'This user must wait.'}
          </strong>{' '}
          {countOf(count, 'wrong answer')} in a row.{' '}
          {blockedUntil === null ? (
            'It ends when a factor that cannot be guessed succeeds, or by a release.'
          ) : (
            <>
              The next answer is looked at <Time at={blockedUntil} /> ({exactTime(blockedUntil)}).
            </>
          )}
        </p>
        {may('support') ? (
          <div className="row">
            <ReleaseUser user={user} />
          </div>
        ) : null}
      </div>
    </Notice>
  );
}

const resetSentences = {
  requested: 'They say that they can use none of their factors.',
  mailed: 'A link was mailed to them. Their factors stay in force until they have set up anew.',
  followed: 'They followed the mailed link and are setting up anew.',
} as const;

function ResetNotice({ user }: { readonly user: WholeUser }) {
  const { may } = useRights();
  const open = user.resets.find(({ status }) => status === user.openReset);
  if (user.openReset === null || !open) return null;
  const isRequest = user.openReset === 'requested';
  return (
    <Notice kind={isRequest ? 'warn' : 'plain'}>
      <div className="stack">
        <p>
          <strong>{isRequest ? 'This user asks for a reset.' : 'A reset is under way.'}</strong>{' '}
          {resetSentences[user.openReset]}{' '}
          <span className="soft">
            (<Time at={open.createdAt} />)
          </span>
        </p>
        {may('support') ? (
          <div className="row">
            {isRequest ? <ResetAction user={user} reset={user.reset} label="Decide …" /> : null}
            <CancelReset reset={open} />
          </div>
        ) : null}
      </div>
    </Notice>
  );
}

/** What somebody should look at first. */
export function UserNotices({ user }: { readonly user: WholeUser }) {
  return (
    <>
      <LimitNotice user={user} />
      <ResetNotice user={user} />
      {user.mfa.mustReplace ? (
        <Notice>
          <p>They must set up a new factor at the next sign-in, in place of the one that was lost.</p>
        </Notice>
      ) : null}
    </>
  );
}
