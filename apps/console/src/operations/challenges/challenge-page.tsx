import { channelName } from '../../ui/channel-names.js';
import '../operations.css';
import type { ReactNode } from 'react';
import { useParams } from 'wouter';
import { useRead } from '../../api/client.js';
import { useApplications } from '../../filters/use-applications.js';
import { Badge } from '../../ui/badge.js';
import { Card } from '../../ui/card.js';
import { CopyButton } from '../../ui/copy-button.js';
import { Page, Waiting } from '../../ui/page.js';
import { exactTime, Time } from '../../ui/time.js';
import { badgeKind, countryName, statusText } from '../wording.js';
import type { Story } from './contract.js';
import { Timeline } from './timeline.js';

/** While it lives more may happen at any moment. */
const liveMilliseconds = 1000;

function Facts({ story }: { readonly story: Story }) {
  const { nameOf } = useApplications();
  const { applicationId, channel, purpose, country, user, checks, maxChecks, createdAt, expiresAt, endedAt } = story;
  const facts: readonly (readonly [title: string, value: ReactNode])[] = [
    [
      'Status',
      <>
        <Badge kind={badgeKind(story.status)}>{statusText(story.status)}</Badge>
        {story.reason ? <span className="help">{statusText(story.reason)}</span> : null}
      </>,
    ],
    ['To', story.to ?? 'Nothing is sent'],
    ['Channel', channelName(channel)],
    ['Application', applicationId === null ? null : nameOf(applicationId)],
    ['User', user],
    ['Country', country === null ? null : countryName(country)],
    ['Purpose', purpose],
    ['Wrong and right answers', `${checks} of at most ${maxChecks}`],
    ['Asked for', <Time at={createdAt} />],
    [endedAt === null ? 'Expires' : 'Ended', exactTime(endedAt ?? expiresAt)],
  ];
  return (
    <dl className="facts">
      {facts.map(([title, value]) =>
        value === null ? null : (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** The whole story of one challenge. */
export function ChallengePage() {
  const { id } = useParams<{ id: string }>();
  const { data, problem } = useRead<Story>(`/admin/v1/challenges/${id}`, { everyMilliseconds: liveMilliseconds });
  const story = data?.id === id ? data : undefined;
  return (
    <Page
      title="Challenge"
      above={{ title: 'Challenges', to: '/challenges' }}
      lead={<code>{id}</code>}
      actions={<CopyButton content={id} label="Copy the id" />}
    >
      {story ? (
        <>
          <Card>
            <Facts story={story} />
          </Card>
          <Card title="Timeline" help={story.live ? 'It is still in memory, and more may happen.' : 'From history.'}>
            <Timeline entries={story.timeline} />
          </Card>
        </>
      ) : (
        <Waiting problem={problem} />
      )}
    </Page>
  );
}
