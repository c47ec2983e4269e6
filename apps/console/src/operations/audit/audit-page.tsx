import '../operations.css';
import { useRead } from '../../api/client.js';
import { ApplicationChoice } from '../../filters/application-choice.js';
import { Pager } from '../../filters/pager.js';
import { TextFilter } from '../../filters/text-filter.js';
import { TimeFilter } from '../../filters/time-filter.js';
import { useFilters } from '../../filters/use-filters.js';
import { useRights } from '../../session/session.js';
import { Action } from '../../ui/action.js';
import { Empty } from '../../ui/empty.js';
import { ProblemNotice } from '../../ui/notice.js';
import { Page, Waiting } from '../../ui/page.js';
import { AuditEntries } from './audit-entries.js';
import { type AuditPageBody, auditFilterNames, auditPath } from './contract.js';
import { ExportLog } from './export-log.js';
import { VerifyLog } from './verify-log.js';

const nothing = Object.fromEntries(auditFilterNames.map((name) => [name, '']));

/** Who changed what and why. */
export function AuditLogPage() {
  const filters = useFilters();
  const { reachesAll } = useRights();
  const query = filters.query([...auditFilterNames, 'cursor']);
  const { data, problem } = useRead<AuditPageBody>(`${auditPath}${query}`, { everyMilliseconds: 10_000 });
  const one = (name: string) => ({
    value: filters.get(name),
    onChange: (value: string) => filters.set({ [name]: value }),
  });
  return (
    <Page
      title="Audit log"
      lead="Who changed what, and why. Nothing in it can be changed or deleted."
      actions={<ExportLog filters={filters} />}
    >
      {reachesAll ? <VerifyLog /> : null}
      <div className="toolbar">
        <TextFilter label="Actor" placeholder="key:… or admin:…" {...one('actor')} />
        <TextFilter label="Action" placeholder="provider.update" {...one('action')} />
        <TextFilter label="Target" placeholder="Id of what was changed" {...one('target')} />
        <ApplicationChoice {...one('application')} />
        <TimeFilter filters={filters} />
        {filters.isAny(auditFilterNames) ? (
          <Action kind="quiet" onPress={() => filters.set(nothing)}>
            Clear
          </Action>
        ) : null}
      </div>
      <ProblemNotice problem={data ? problem : undefined} />
      {!data ? <Waiting problem={problem} /> : null}
      {data?.entries.length === 0 ? (
        <Empty icon="audit" title={filters.isAny(auditFilterNames) ? 'No entry fits' : 'Nothing was changed yet'}>
          <p className="soft">Actor, action and target are found whole only.</p>
        </Empty>
      ) : null}
      {data && data.entries.length > 0 ? <AuditEntries entries={data.entries} onChoose={filters.set} /> : null}
      {data ? <Pager filters={filters} nextCursor={data.nextCursor} /> : null}
    </Page>
  );
}
