import './users.css';
import { useParams } from 'wouter';
import { useRead } from '../api/client.js';
import { useRights } from '../session/session.js';
import { LinkAction } from '../ui/action.js';
import { Empty } from '../ui/empty.js';
import { Page, Waiting } from '../ui/page.js';
import { AddressesCard } from './addresses-card.js';
import { BelongingsCards } from './belongings-cards.js';
import { ChallengesCard } from './challenges-card.js';
import { pathOfUser, type WholeUser } from './contract.js';
import { DangerCard } from './danger-card.js';
import { FactorsCard } from './factors-card.js';
import { ProfileCard } from './profile-card.js';
import { RequirementCard } from './requirement-card.js';
import { ResetAction } from './reset-action.js';
import { ResetsCard } from './resets-card.js';
import { States } from './states.js';
import { UserNotices } from './user-notices.js';

const above = { title: 'Users', to: '/users' };

interface WhichUser {
  readonly applicationId: string;
  readonly id: string;
}

function OneUser(which: WhichUser) {
  const { may } = useRights();
  const { data: user, problem } = useRead<WholeUser>(pathOfUser(which), { everyMilliseconds: 10_000 });
  if (problem?.code === 'not_found') {
    return (
      <Page title="There is no such user" above={above}>
        <Empty icon="users" title="They were erased, or belong to an application that is not yours.">
          <LinkAction to="/users">To all users</LinkAction>
        </Empty>
      </Page>
    );
  }
  if (!user) return <Waiting problem={problem} lines={8} />;
  return (
    <Page
      title={user.id}
      above={above}
      lead={<States user={user} />}
      actions={may('support') ? <ResetAction user={user} reset={user.reset} /> : null}
    >
      <UserNotices user={user} />
      <ProfileCard user={user} />
      <RequirementCard user={user} />
      <FactorsCard user={user} />
      <AddressesCard user={user} />
      <BelongingsCards user={user} />
      <ResetsCard user={user} />
      <ChallengesCard user={user} />
      {may('admin') ? <DangerCard user={user} /> : null}
    </Page>
  );
}

/** All that may be known of one user, and all that may be done for them. */
export function UserPage() {
  const { applicationId, id } = useParams<{ applicationId: string; id: string }>();
  // Another user begins anew, so that nothing of the one before is shown for a moment.
  return <OneUser key={`${applicationId}/${id}`} applicationId={applicationId} id={id} />;
}
