import { useRights } from '../session/session.js';
import { Badge } from '../ui/badge.js';
import type { Column } from '../ui/data-table.js';
import type { Reset } from './contract.js';
import { actorWords, resetWords } from './words.js';

function Actor({ actor }: { readonly actor: string }) {
  const { admin } = useRights();
  return (
    <span className="id" title={actor}>
      {actorWords(actor, admin.id)}
    </span>
  );
}

export const stateColumn: Column<Reset> = {
  title: 'State',
  cell: ({ status }) => <Badge kind={resetWords[status].kind}>{resetWords[status].word}</Badge>,
};

export const byColumn: Column<Reset> = { title: 'By', cell: ({ actor }) => <Actor actor={actor} /> };

export const reasonColumn: Column<Reset> = { title: 'Reason', cell: ({ reason }) => reason };
