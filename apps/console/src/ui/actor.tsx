import { useRead } from '../api/client.js';
import { useRights } from '../session/session.js';

const words: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/^key:(.+)$/, 'key $1'],
  [/^operator:(.+)$/, 'an operator ($1)'],
  [/^user:(.+)$/, 'the user'],
  [/^page(:.*)?$/, 'the user, on a page'],
  [/^link:(.+)$/, 'somebody with the link of a $1'],
];

/** Who did it, as the audit log names them, in words: the name of an admin, or what kind of caller it was. */
export function Actor({ of }: { readonly of: string }) {
  const { admin: me } = useRights();
  const { data } = useRead<{ admins: readonly { id: string; name: string }[] }>('/admin/v1/admins/names');
  if (of.startsWith('admin:')) {
    const id = of.slice('admin:'.length);
    if (id === me.id) return <span title={id}>you</span>;
    return <span title={id}>{data?.admins.find((admin) => admin.id === id)?.name ?? id}</span>;
  }
  const known = words.find(([pattern]) => pattern.test(of));
  return <span title={of}>{known ? of.replace(known[0], known[1]) : of}</span>;
}
