import { useChange, useRead } from '../api/client.js';
import { Action } from '../ui/action.js';
import { Card } from '../ui/card.js';
import { DataTable } from '../ui/data-table.js';
import { ProblemNotice } from '../ui/notice.js';
import { Waiting } from '../ui/page.js';
import { Time } from '../ui/time.js';
import { tellDone } from '../ui/toasts.js';

interface OwnSession {
  readonly id: string;
  readonly browser: string;
  readonly isThis: boolean;
  readonly createdAt: string;
  readonly lastSeenAt: string;
}

export function OwnSessions() {
  const { data, problem } = useRead<{ sessions: readonly OwnSession[] }>('/console/v1/sessions');
  const end = useChange<OwnSession>({
    method: 'DELETE',
    path: ({ id }) => `/console/v1/sessions/${id}`,
    makesOld: ['/console/v1/sessions', '/console/v1/events'],
  });
  return (
    <Card title="Where you are signed in" help="A session ends after an hour without use, and after a day in any case.">
      <ProblemNotice problem={end.problem} />
      {data ? (
        <DataTable
          label="Sessions"
          rows={data.sessions}
          rowKey={({ id }) => id}
          columns={[
            { title: 'Browser', cell: ({ browser, isThis }) => (isThis ? `${browser} (this one)` : browser) },
            { title: 'Signed in', cell: ({ createdAt }) => <Time at={createdAt} /> },
            { title: 'Last used', cell: ({ lastSeenAt }) => <Time at={lastSeenAt} /> },
            {
              title: 'Actions',
              cell: (session) =>
                session.isThis ? null : (
                  <Action
                    small
                    kind="quiet"
                    onPress={() =>
                      end.mutate(session, { onSuccess: () => tellDone(`${session.browser} is signed out`) })
                    }
                  >
                    End
                  </Action>
                ),
            },
          ]}
        />
      ) : (
        <Waiting problem={problem} lines={2} />
      )}
    </Card>
  );
}
