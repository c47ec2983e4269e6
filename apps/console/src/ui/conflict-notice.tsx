import type { Problem } from '../api/problem.js';
import { Action } from './action.js';
import { Notice } from './notice.js';

interface ConflictNoticeProps {
  readonly problem: Problem | undefined;
  /** As it was when the form was opened. */
  readonly mine: object;
  /** The version to save over, once the admin has seen what the other one changed. */
  readonly onKeepMine: (version: number) => void;
}

const unread = new Set(['version', 'updatedAt', 'health']);

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The fields that somebody else changed since the form was opened, from what to what. */
export function changesBetween(
  before: object,
  after: object,
): readonly { field: string; before: string; after: string }[] {
  const old = new Map<string, unknown>(Object.entries(before));
  return Object.entries(after).flatMap(([field, value]: [string, unknown]) => {
    const earlier = old.get(field);
    if (unread.has(field) || JSON.stringify(earlier) === JSON.stringify(value)) return [];
    const isObject = [earlier, value].every((one) => typeof one === 'object' && one !== null && !Array.isArray(one));
    if (!isObject) return [{ field, before: text(earlier), after: text(value) }];
    return changesBetween(earlier as object, value as object).map((one) => ({
      ...one,
      field: `${field}.${one.field}`,
    }));
  });
}

/** Two admins saved at once. Nothing is lost: what the other one changed is shown, and what was typed here still stands in the form. */
export function ConflictNotice({ problem, mine, onKeepMine }: ConflictNoticeProps) {
  if (problem?.code !== 'conflict' || typeof problem.current !== 'object' || problem.current === null) return null;
  const { current } = problem;
  const changes = changesBetween(mine, current);
  const version = 'version' in current && typeof current.version === 'number' ? current.version : undefined;
  return (
    <Notice kind="warn">
      <div className="stack">
        <p>
          <strong>Somebody else changed this meanwhile.</strong> Nothing of yours was saved, and it still stands above.
        </p>
        {changes.length === 0 ? <p>What they changed is the same as before now.</p> : null}
        <ul className="stack tight">
          {changes.map(({ field, before, after }) => (
            <li key={field}>
              <code>{field}</code>: {before} → <strong>{after}</strong>
            </li>
          ))}
        </ul>
        {version === undefined ? null : (
          <div className="row">
            <Action small onPress={() => onKeepMine(version)}>
              Keep mine: save again over it
            </Action>
            <Action small onPress={() => location.reload()}>
              Take theirs
            </Action>
          </div>
        )}
      </div>
    </Notice>
  );
}
