import type { Problem } from '../api/problem.js';
import { Action } from '../ui/action.js';
import { Notice } from '../ui/notice.js';

/** The server has asked the provider and was refused; an admin who knows better may save all the same. */
export function UnverifiedNotice({
  problem,
  onAnyway,
}: {
  readonly problem: Problem | undefined;
  readonly onAnyway: () => void;
}) {
  const isRefused =
    problem?.code === 'invalid_request' && problem.errors.some(({ field }) => field.startsWith('config'));
  if (!isRefused) return null;
  return (
    <Notice kind="warn">
      <p>Nothing was saved. If the provider is only away for the moment, you can save without asking it.</p>
      <p>
        <Action small onPress={onAnyway}>
          Save without the check
        </Action>
      </p>
    </Notice>
  );
}
