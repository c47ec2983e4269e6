import type { Column } from '../ui/data-table.js';
import { Time } from '../ui/time.js';
import type { User } from './contract.js';
import { States } from './states.js';
import { UserAddresses, UserName } from './user-name.js';
import { statesOf } from './words.js';

/** `nameOf` is left out where there is one application alone. */
export function userColumns(nameOf: ((applicationId: string) => string) | undefined): readonly Column<User>[] {
  const application: Column<User> = { title: 'Application', cell: ({ applicationId }) => nameOf?.(applicationId) };
  return [
    { title: 'User', cell: (user) => <UserName user={user} /> },
    ...(nameOf ? [application] : []),
    { title: 'Addresses', cell: (user) => <UserAddresses user={user} /> },
    {
      title: 'Factors',
      isNumber: true,
      cell: ({ activeFactors }) => (activeFactors === 0 ? <span className="soft">none</span> : activeFactors),
    },
    {
      title: 'Recovery codes',
      isNumber: true,
      cell: ({ recoveryCodesLeft, activeFactors }) =>
        recoveryCodesLeft === 0 && activeFactors === 0 ? <span className="soft">none</span> : recoveryCodesLeft,
    },
    {
      title: 'Last sign-in',
      cell: ({ lastSignInAt }) =>
        lastSignInAt === null ? <span className="soft">never</span> : <Time at={lastSignInAt} />,
    },
    { title: 'State', cell: (user) => (statesOf(user).length === 0 ? null : <States user={user} />) },
  ];
}
