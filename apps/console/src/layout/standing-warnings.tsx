import { Link } from 'wouter';
import { useRead } from '../api/client.js';
import { Notice } from '../ui/notice.js';

interface Warning {
  readonly code: string;
  readonly severity: 'problem' | 'advice';
  readonly subject: {
    readonly type: 'application' | 'provider' | 'webhook' | 'channel' | 'key' | 'installation';
    readonly id: string;
    readonly name: string;
    readonly applicationId: string | null;
  };
  readonly message: string;
  readonly whatToDo: string;
}

const everyMilliseconds = 15_000;

/** Where it can be mended; undefined where that is not in the console. */
function placeOf({ subject: { type, id, applicationId } }: Warning): string | undefined {
  if (type === 'provider') return `/channels/${id}`;
  if (type === 'channel') return '/channels';
  if (type === 'application') return `/applications/${id}`;
  return type === 'webhook' && applicationId !== null ? `/applications/${applicationId}?tab=webhooks` : undefined;
}

function OneWarning({ warning }: { readonly warning: Warning }) {
  const place = placeOf(warning);
  return (
    <li>
      <strong>{warning.message}</strong> {warning.whatToDo}{' '}
      {place === undefined ? null : <Link href={place}>{warning.subject.name}</Link>}
    </li>
  );
}

function Warnings({ warnings }: { readonly warnings: readonly Warning[] }) {
  return (
    <ul className="stack tight">
      {warnings.map((warning) => (
        <OneWarning key={`${warning.code} ${warning.subject.id}`} warning={warning} />
      ))}
    </ul>
  );
}

/** What does not work stands above every page until it does; advice waits until somebody looks. */
export function StandingWarnings() {
  const { data } = useRead<{ warnings: readonly Warning[] }>('/admin/v1/warnings', { everyMilliseconds });
  const problems = data?.warnings.filter(({ severity }) => severity === 'problem') ?? [];
  const advice = data?.warnings.filter(({ severity }) => severity === 'advice') ?? [];
  if (problems.length + advice.length === 0) return null;
  return (
    <div className="warnings">
      {problems.length === 0 ? null : (
        <Notice kind="bad">
          <Warnings warnings={problems} />
        </Notice>
      )}
      {advice.length === 0 ? null : (
        <details className="notice plain">
          <summary>
            {advice.length === 1
              ? '1 thing works and should be otherwise'
              : `${advice.length} things work and should be otherwise`}
          </summary>
          <Warnings warnings={advice} />
        </details>
      )}
    </div>
  );
}
