import './settings.css';
import { useState } from 'react';
import { useChange, useRead } from '../api/client.js';
import { UnverifiedNotice } from '../channels/unverified-notice.js';
import { useRights } from '../session/session.js';
import { Action } from '../ui/action.js';
import { Actor } from '../ui/actor.js';
import { AskFirst } from '../ui/ask-first.js';
import { Badge } from '../ui/badge.js';
import { Card } from '../ui/card.js';
import { Waiting } from '../ui/page.js';
import { Time } from '../ui/time.js';
import { tellDone } from '../ui/toasts.js';
import { type FieldChange, FieldChanges } from './field-changes.js';

interface Version {
  readonly version: number;
  readonly at: string;
  readonly actor: string | null;
  readonly isCurrent: boolean;
  readonly changes: readonly FieldChange[] | null;
}

interface VersionsProps {
  /** Of the setting, as the API has it. */
  readonly path: string;
  readonly makesOld: readonly string[];
  /** That stands now. */
  readonly version: number;
  readonly what: string;
}

const pageSize = 20;
const longestPage = 100;

function changesWords({ version, changes }: Version): string | null {
  if (changes === null) return 'The version before is no longer kept.';
  if (changes.length > 0) return null;
  return version === 1 ? 'Made.' : 'Saved as it was.';
}

/** Who changed what and when, newest first, and the way back to each. */
export function Versions({ path, makesOld, version, what }: VersionsProps) {
  const { may } = useRights();
  const [limit, setLimit] = useState(pageSize);
  const [asked, setAsked] = useState<Version>();
  const { data, problem } = useRead<{ versions: readonly Version[]; nextCursor: string | null }>(
    `${path}/versions?limit=${limit}`,
  );
  const back = useChange<{ readonly to: Version; readonly unverified: boolean }>({
    method: 'POST',
    path: `${path}/roll-back`,
    body: ({ to, unverified }) => ({ toVersion: to.version, version, ...(unverified ? { unverified } : {}) }),
    makesOld,
  });
  const close = () => {
    setAsked(undefined);
    back.reset();
  };
  const rollBack = (unverified: boolean) => {
    if (!asked) return;
    const told = () => {
      tellDone(`Back at version ${asked.version}, as a new version`);
      close();
    };
    back.mutate({ to: asked, unverified }, { onSuccess: told });
  };
  return (
    <Card title="Versions" help="The last hundred are kept. Going back makes a new version, so nothing is lost by it.">
      {data ? null : <Waiting problem={problem} lines={3} />}
      <ol className="versions">
        {data?.versions.map((one) => (
          <li key={one.version} className="version">
            <div className="row between">
              <span className="row">
                <strong>Version {one.version}</strong>
                {one.isCurrent ? <Badge kind="good">holds now</Badge> : null}
              </span>
              {one.isCurrent || !may('admin') ? null : (
                <Action small onPress={() => setAsked(one)}>
                  Go back to this
                </Action>
              )}
            </div>
            <p className="help">
              <Time at={one.at} /> by{' '}
              {one.actor === null ? 'somebody before versions were kept' : <Actor of={one.actor} />}
            </p>
            {changesWords(one) === null ? null : <p>{changesWords(one)}</p>}
            <FieldChanges changes={one.changes ?? []} />
          </li>
        ))}
      </ol>
      {data?.nextCursor && limit < longestPage ? (
        <div className="row">
          <Action small onPress={() => setLimit(longestPage)}>
            Show all that are kept
          </Action>
        </div>
      ) : null}
      <AskFirst
        title={`Go back to version ${asked?.version ?? ''}?`}
        isOpen={asked !== undefined}
        onClose={close}
        confirm="Go back"
        isPending={back.isPending}
        problem={back.problem}
        onConfirm={() => rollBack(false)}
      >
        <p>
          The {what} becomes what it was then, as a new version. It is checked like any change, and live within a
          second.
        </p>
        <UnverifiedNotice problem={back.problem} onAnyway={() => rollBack(true)} />
      </AskFirst>
    </Card>
  );
}
