import { ActWithReason } from './act-with-reason.js';
import { limitsPath, type User } from './contract.js';

interface ReleaseUserProps {
  readonly user: Pick<User, 'applicationId' | 'id'>;
  /** Also what their addresses have used up. */
  readonly withAddresses?: boolean;
  readonly small?: boolean;
}

export function ReleaseUser({ user, withAddresses = false, small = false }: ReleaseUserProps) {
  return (
    <ActWithReason
      label="Release"
      title={`Release ${user.id}?`}
      confirm="Release"
      path={`${limitsPath}/release-user`}
      more={{ applicationId: user.applicationId, user: user.id, ...(withAddresses ? { addresses: true } : {}) }}
      done={`${user.id} is released`}
      small={small}
    >
      <p>
        {withAddresses
          ? 'Their wrong answers are forgotten, and what their addresses have sent and failed: the next message goes out and the next answer is looked at.'
          : 'Their wrong answers are forgotten, and the next one is looked at. Factors and codes stay as they are.'}
      </p>
      <p>Be sure that it is them: somebody who guesses gets as many tries again.</p>
    </ActWithReason>
  );
}
