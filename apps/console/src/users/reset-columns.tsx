import { Actor } from '../ui/actor.js';
import { Badge } from '../ui/badge.js';
import type { Column } from '../ui/data-table.js';
import type { Reset } from './contract.js';
import { resetWords } from './words.js';

export const stateColumn: Column<Reset> = {
  title: 'State',
  cell: ({ status }) => <Badge kind={resetWords[status].kind}>{resetWords[status].word}</Badge>,
};

export const byColumn: Column<Reset> = { title: 'By', cell: ({ actor }) => <Actor of={actor} /> };

export const reasonColumn: Column<Reset> = { title: 'Reason', cell: ({ reason }) => reason };
