import { Link } from 'wouter';
import { pageOfUser, type User } from './contract.js';

/** Leads to the page of the user. */
export function UserName({ user }: { readonly user: Pick<User, 'applicationId' | 'id'> & { name?: string | null } }) {
  return (
    <>
      <Link href={pageOfUser(user)}>
        <bdi>{user.id}</bdi>
      </Link>
      {user.name ? (
        <span className="help">
          <bdi>{user.name}</bdi>
        </span>
      ) : null}
    </>
  );
}

export function UserAddresses({ user: { email, phone } }: { readonly user: User }) {
  const shown = [email, phone].filter((one) => one !== null);
  if (shown.length === 0) return <span className="soft">none</span>;
  return shown.map((address) => (
    <span key={address} className="address">
      {address}
    </span>
  ));
}
