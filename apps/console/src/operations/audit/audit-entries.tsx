import type { ReactNode } from 'react';
import { useApplications } from '../../filters/use-applications.js';
import { Actor } from '../../ui/actor.js';
import { Badge } from '../../ui/badge.js';
import { DataTable } from '../../ui/data-table.js';
import { Moment } from '../../ui/time.js';
import type { BadgeKind } from '../wording.js';
import type { AuditEntry } from './contract.js';

const phases: Readonly<Record<AuditEntry['phase'], readonly [kind: BadgeKind, name: string]>> = {
  intended: ['plain', 'Intended'],
  done: ['good', 'Done'],
  refused: ['bad', 'Refused'],
  event: ['plain', 'Event'],
};

/** The console's own, which is in no list. */
const ownNames: Readonly<Record<string, string>> = { app_console: 'The console' };

function dataText(data: AuditEntry['data']): string {
  return Object.entries(data)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');
}

/** A press on an actor, action or target shows all of the same. */
function Value({
  value,
  name,
  onChoose,
  children,
}: {
  readonly value: string;
  readonly name: string;
  readonly onChoose: (change: Readonly<Record<string, string>>) => void;
  /** How it is shown; left out: as it is. */
  readonly children?: ReactNode;
}) {
  return (
    <button type="button" className="plain-value" title={`All of ${value}`} onClick={() => onChoose({ [name]: value })}>
      {children ?? value}
    </button>
  );
}

interface AuditEntriesProps {
  readonly entries: readonly AuditEntry[];
  readonly onChoose: (change: Readonly<Record<string, string>>) => void;
}

export function AuditEntries({ entries, onChoose }: AuditEntriesProps) {
  const { nameOf } = useApplications();
  return (
    <DataTable
      label="Audit log"
      rows={entries}
      rowKey={({ id }) => id}
      columns={[
        {
          title: 'Action',
          cell: ({ action, reason, data }) => (
            <>
              <Value name="action" value={action} onChoose={onChoose} />
              {reason ? <span className="help">“{reason}”</span> : null}
              {Object.keys(data).length > 0 ? <span className="help">{dataText(data)}</span> : null}
            </>
          ),
        },
        {
          title: 'State',
          cell: ({ phase }) => <Badge kind={phases[phase][0]}>{phases[phase][1]}</Badge>,
        },
        {
          title: 'Actor',
          cell: ({ actor }) => (
            <Value name="actor" value={actor} onChoose={onChoose}>
              <Actor of={actor} />
            </Value>
          ),
        },
        {
          title: 'Target',
          cell: ({ target }) => (
            <span className="audit-target">
              <Value name="target" value={target} onChoose={onChoose} />
            </span>
          ),
        },
        {
          title: 'Application',
          cell: ({ applicationId }) =>
            applicationId === null ? '' : (ownNames[applicationId] ?? nameOf(applicationId)),
        },
        { title: 'When', cell: ({ at }) => <Moment at={at} /> },
      ]}
    />
  );
}
