import { Badge } from '../ui/badge.js';
import { Card } from '../ui/card.js';
import { DataTable } from '../ui/data-table.js';
import { Time } from '../ui/time.js';
import type { WholeUser } from './contract.js';
import { actorWords, resetWords } from './words.js';

export function ResetsCard({ user }: { readonly user: WholeUser }) {
  if (user.resets.length === 0) return null;
  return (
    <Card title="Resets">
      <DataTable
        label="Resets"
        rows={user.resets}
        rowKey={({ id }) => id}
        columns={[
          { title: 'When', cell: ({ createdAt }) => <Time at={createdAt} /> },
          {
            title: 'State',
            cell: ({ status }) => <Badge kind={resetWords[status].kind}>{resetWords[status].word}</Badge>,
          },
          { title: 'By', cell: ({ actor }) => <span className="id">{actorWords(actor)}</span> },
          { title: 'Reason', cell: ({ reason }) => reason },
        ]}
      />
    </Card>
  );
}
