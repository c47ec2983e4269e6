import { useChange } from '../api/client.js';
import { Action } from '../ui/action.js';
import { Card } from '../ui/card.js';
import { Notice, ProblemNotice } from '../ui/notice.js';

interface Effect {
  readonly asked: number;
  readonly withoutFactor: number;
  readonly serviceAccounts: number;
  readonly serviceAccountIds: readonly string[];
}

interface Preview {
  readonly users: number;
  readonly present: Effect;
  readonly proposed: Effect;
}

const numbers = new Intl.NumberFormat('en');

function Figure({ title, before, after }: { readonly title: string; readonly before: number; readonly after: number }) {
  const difference = after - before;
  return (
    <div className="figure">
      <span className="soft">{title}</span>
      <strong>{numbers.format(after)}</strong>
      <span className="help">
        now {numbers.format(before)}
        {difference === 0 ? '' : ` (${difference > 0 ? '+' : '−'}${numbers.format(Math.abs(difference))})`}
      </span>
    </div>
  );
}

/** Whom the changed policy would meet, counted over all users, before it is saved. */
export function PolicyPreview({
  applicationId,
  patch,
}: {
  readonly applicationId: string;
  readonly patch: Readonly<Record<string, unknown>>;
}) {
  const preview = useChange<void, Preview>({
    method: 'POST',
    path: '/admin/v1/policies/preview',
    body: () => ({ applicationId, policy: patch }),
    makesOld: [],
  });
  const { data } = preview;
  return (
    <Card
      title="What it would do"
      help="Counted over all users of the application, after any grace period. Nothing is saved."
      actions={
        <Action small isPending={preview.isPending} onPress={() => preview.mutate()}>
          Count
        </Action>
      }
    >
      <ProblemNotice problem={preview.problem} />
      {data ? (
        <div className="figures" aria-live="polite">
          <Figure title="Persons who are asked" before={data.present.asked} after={data.proposed.asked} />
          <Figure
            title="Of them without a factor"
            before={data.present.withoutFactor}
            after={data.proposed.withoutFactor}
          />
          <Figure
            title="Service accounts"
            before={data.present.serviceAccounts}
            after={data.proposed.serviceAccounts}
          />
          <div className="figure">
            <span className="soft">Users in all</span>
            <strong>{numbers.format(data.users)}</strong>
          </div>
        </div>
      ) : null}
      {data && data.proposed.serviceAccountIds.length > 0 ? (
        <Notice kind="warn">
          <p>Programs that would need an app password: {data.proposed.serviceAccountIds.slice(0, 10).join(', ')}.</p>
        </Notice>
      ) : null}
    </Card>
  );
}
