import { Link } from 'wouter';
import { LinkAction } from '../ui/action.js';
import { Badge } from '../ui/badge.js';
import { Card } from '../ui/card.js';
import { channelNames } from '../ui/channel-names.js';
import { DataTable } from '../ui/data-table.js';
import { Time } from '../ui/time.js';
import type { WholeUser } from './contract.js';
import { challengeWords } from './words.js';

export function ChallengesCard({ user }: { readonly user: WholeUser }) {
  const { challenges, applicationId, id } = user;
  const all = `/challenges?application=${encodeURIComponent(applicationId)}&user=${encodeURIComponent(id)}`;
  return (
    <Card
      title="Latest challenges"
      actions={
        challenges.length === 0 ? null : (
          <LinkAction small to={all}>
            See all
          </LinkAction>
        )
      }
    >
      {challenges.length === 0 ? (
        <p className="soft">There is none in the history.</p>
      ) : (
        <DataTable
          label="Latest challenges"
          rows={challenges}
          rowKey={(challenge) => challenge.id}
          columns={[
            {
              title: 'When',
              cell: (challenge) => (
                <Link href={`/challenges/${challenge.id}`}>
                  <Time at={challenge.createdAt} />
                </Link>
              ),
            },
            {
              title: 'By',
              cell: ({ channel, to }) => (
                <>
                  {channelNames[channel]}
                  {to === '' ? null : <span className="help">{to}</span>}
                </>
              ),
            },
            { title: 'For', cell: ({ purpose }) => purpose },
            {
              title: 'State',
              cell: ({ status }) => <Badge kind={challengeWords[status].kind}>{challengeWords[status].word}</Badge>,
            },
          ]}
        />
      )}
    </Card>
  );
}
