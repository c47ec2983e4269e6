import { useRead } from '../api/client.js';
import { Notice } from '../ui/notice.js';
import { type Warning, warningsPath } from './contract.js';

/** What stands and should not, of one application. */
export function WarningList({ applicationId }: { readonly applicationId: string }) {
  const { data } = useRead<{ warnings: readonly Warning[] }>(warningsPath, { everyMilliseconds: 15_000 });
  const own = data?.warnings.filter(({ subject }) => subject.applicationId === applicationId) ?? [];
  return own.map(({ code, severity, message, whatToDo }) => (
    <Notice key={`${code} ${message}`} kind={severity === 'problem' ? 'bad' : 'warn'}>
      <p>
        <strong>{message}</strong> {whatToDo}
      </p>
    </Notice>
  ));
}
