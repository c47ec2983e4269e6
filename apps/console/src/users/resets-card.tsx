import { Card } from '../ui/card.js';
import { DataTable } from '../ui/data-table.js';
import { Time } from '../ui/time.js';
import type { WholeUser } from './contract.js';
import { byColumn, reasonColumn, stateColumn } from './reset-columns.js';

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
          stateColumn,
          byColumn,
          reasonColumn,
        ]}
      />
    </Card>
  );
}
