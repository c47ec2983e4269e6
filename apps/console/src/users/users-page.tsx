import './users.css';
import { type FormEvent, useState } from 'react';
import { useRead } from '../api/client.js';
import { ApplicationChoice } from '../filters/application-choice.js';
import { Pager } from '../filters/pager.js';
import { useApplications } from '../filters/use-applications.js';
import { type Filters, useFilters } from '../filters/use-filters.js';
import { Action } from '../ui/action.js';
import { DataTable } from '../ui/data-table.js';
import { Empty } from '../ui/empty.js';
import { Field } from '../ui/field.js';
import { Page, Waiting } from '../ui/page.js';
import type { UserPage } from './contract.js';
import { usersPath } from './contract.js';
import { FoundUsers } from './found-users.js';
import { userColumns } from './user-columns.js';

function AllUsers({ filters }: { readonly filters: Filters }) {
  const { data, problem } = useRead<UserPage>(usersPath + filters.query(['application', 'cursor']));
  const { list, nameOf } = useApplications();
  if (!data) return <Waiting problem={problem} />;
  if (data.users.length === 0) {
    return (
      <Empty icon="users" title="There are no users yet">
        <p className="soft">
          An application makes its users by <code>PUT /v1/users/:id</code>, or at the first challenge that it asks for
          one.
        </p>
      </Empty>
    );
  }
  return (
    <>
      <DataTable
        label="Users"
        rows={data.users}
        rowKey={({ recordId }) => recordId}
        columns={userColumns(list.length > 1 ? nameOf : undefined)}
      />
      <Pager filters={filters} nextCursor={data.nextCursor} />
    </>
  );
}

/** What was looked for last, so that the way back from a user leads to it. Never in the address: it may be somebody's. */
let lastSearch = '';

/** Find a user by what one has of them, or look through all. */
export function UsersPage() {
  const filters = useFilters();
  const [text, setText] = useState(lastSearch);
  const [search, setSearch] = useState(lastSearch);
  const look = (next: string): void => {
    lastSearch = next;
    setSearch(next);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    look(text.trim());
  };
  const application = filters.get('application');
  return (
    <Page title="Users" lead="Whom your applications ask for a second factor. Addresses are masked.">
      <form className="search-row" role="search" onSubmit={submit}>
        <Field
          label="Find a user"
          help="A whole id, mail address or phone number: they are kept as keyed hashes, so no part of one is found."
          type="search"
          placeholder="user-42, you@example.com or +38640123456"
          value={text}
          onChange={setText}
          maxLength={400}
          isRequired
        />
        <ApplicationChoice value={application} onChange={(id) => filters.set({ application: id })} />
        <Action kind="main" icon="search" type="submit">
          Find
        </Action>
      </form>
      {search === '' ? (
        <AllUsers filters={filters} />
      ) : (
        <FoundUsers
          text={search}
          application={application}
          onClear={() => {
            setText('');
            look('');
          }}
        />
      )}
    </Page>
  );
}
