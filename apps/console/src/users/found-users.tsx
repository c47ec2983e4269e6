import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/ask.js';
import { asProblem } from '../api/problem.js';
import { useApplications } from '../filters/use-applications.js';
import { Action } from '../ui/action.js';
import { DataTable } from '../ui/data-table.js';
import { Empty } from '../ui/empty.js';
import { Notice } from '../ui/notice.js';
import { Waiting } from '../ui/page.js';
import { type FoundUser, usersPath } from './contract.js';
import { userColumns } from './user-columns.js';
import { countOf } from './words.js';

interface FoundUsersProps {
  readonly text: string;
  readonly application: string;
  readonly onClear: () => void;
}

interface Found {
  readonly users: readonly FoundUser[];
  readonly more: boolean;
}

const foundByWords: Readonly<Record<FoundUser['foundBy'], string>> = {
  id: 'id',
  email: 'mail address',
  phone: 'number',
  record: 'id in the audit log',
};

/** By a POST, so that the address stands in no URL. */
function useSearch(text: string, application: string) {
  const body = { text, ...(application === '' ? {} : { application }) };
  return useQuery({
    queryKey: ['admin', 'v1', 'users', 'search', text, application],
    queryFn: () => ask<Found>('POST', `${usersPath}/search`, body),
  });
}

export function FoundUsers({ text, application, onClear }: FoundUsersProps) {
  const { data, error } = useSearch(text, application);
  const { list, nameOf } = useApplications();
  const clear = <Action onPress={onClear}>Show all users</Action>;
  if (!data) return <Waiting problem={error ? asProblem(error) : undefined} />;
  if (data.users.length === 0) {
    return (
      <Empty icon="search" title="Nobody is found by that">
        <p className="soft">
          Type the whole of it: the id as the application knows it, the full mail address, or the number with its
          country (+386 …).
        </p>
        {clear}
      </Empty>
    );
  }
  const columns = userColumns(list.length > 1 ? nameOf : undefined);
  return (
    <>
      <div className="row between">
        <p role="status">{countOf(data.users.length, 'user')} found</p>
        {clear}
      </div>
      {data.more ? (
        <Notice kind="warn">
          <p>There are more than these. Choose an application to find the others.</p>
        </Notice>
      ) : null}
      <DataTable
        label="Found users"
        rows={data.users}
        rowKey={({ recordId }) => recordId}
        columns={[...columns, { title: 'Found by', cell: ({ foundBy }: FoundUser) => foundByWords[foundBy] }]}
      />
    </>
  );
}
