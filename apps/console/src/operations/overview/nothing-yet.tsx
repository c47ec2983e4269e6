import { useRead } from '../../api/client.js';
import { useApplications } from '../../filters/use-applications.js';
import { useRights } from '../../session/session.js';
import { Action, LinkAction } from '../../ui/action.js';
import { Empty } from '../../ui/empty.js';
import { type Span, spanNames } from './contract.js';

interface NothingYetProps {
  readonly span: Span;
  readonly isFiltered: boolean;
  readonly onWiden: () => void;
  readonly onClear: () => void;
}

/** No codes: says what is missing, in the order in which it is needed. */
export function NothingYet({ span, isFiltered, onWiden, onClear }: NothingYetProps) {
  const { may, reachesAll } = useRights();
  const { data } = useRead<{ providers: readonly unknown[] }>('/admin/v1/providers', { isAsked: reachesAll });
  const { list: applications } = useApplications();
  if (isFiltered) {
    return (
      <Empty icon="search" title="No codes fit these filters">
        <Action onPress={onClear}>Clear the filters</Action>
      </Empty>
    );
  }
  if (reachesAll && data?.providers.length === 0) {
    return (
      <Empty icon="channels" title="Nothing can be sent yet">
        <p className="soft">Connect a mail server or an SMS gateway, and send yourself a test.</p>
        {may('admin') ? (
          <LinkAction to="/channels" kind="main">
            Connect a channel
          </LinkAction>
        ) : null}
      </Empty>
    );
  }
  if (applications.length === 0) {
    return (
      <Empty icon="applications" title="No application asks for codes yet">
        <p className="soft">An application is what calls the API. It has its own key and settings.</p>
        <LinkAction to="/applications" kind="main">
          Make an application
        </LinkAction>
      </Empty>
    );
  }
  return (
    <Empty icon="overview" title={`No codes in the ${spanNames[span].toLowerCase().replace('last ', 'last ')}`}>
      <p className="soft">As soon as an application asks for one, it shows here within seconds.</p>
      <div className="row">
        {span === 'month' ? null : <Action onPress={onWiden}>Look at 30 days</Action>}
        <a className="button" href="/docs">
          How to send the first code
        </a>
      </div>
    </Empty>
  );
}
