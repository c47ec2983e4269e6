import { expect, test } from '@jest/globals';
import { beginAdminFactor, confirmAdminFactor } from '@otpost/core/admin/session/enrol';
import { readAdminSession } from '@otpost/core/admin/session/read-admin-session';
import { askForPasskey, showSecondFactor } from '@otpost/core/admin/session/second-factor';
import { virtualAuthenticator } from '@otpost/test/users/virtual-authenticator';
import { makeAdmin } from '../testing/make-admin.js';
import { useConsole } from '../testing/use-console.js';

const house = useConsole();

/** Most passkeys count nothing: their counter cannot tell that an answer came before. */
const counts = false;
const times = 10;

test(`one answer of a passkey, sent ${times} times at once and once more, opens one session`, async () => {
  const { context } = house.whole().opened;
  const { admin, session: text } = await makeAdmin(context, { role: 'owner' });
  const read = () => readAdminSession(context, text);
  const first = await read();
  if (!first) throw new Error('There is no session');
  const key = virtualAuthenticator(house.origin(), counts);
  const begun = await beginAdminFactor(context, first, { type: 'passkey', name: 'Key' });
  if (!begun.options) throw new Error('A passkey begins with options');
  const input = { passkey: key.register(begun.options) };
  expect((await confirmAdminFactor(context, { ...first, factorId: begun.id, input })).confirmed.valid).toBe(true);

  const passkey = key.assert(await askForPasskey(context, first));
  const asked = await read();
  if (!asked) throw new Error('There is no session');
  const show = () =>
    showSecondFactor(context, { ...asked, browser: { name: 'Firefox', marks: undefined } }, { passkey });
  const answers = await Promise.all(Array.from({ length: times }, show));
  const later = await show();
  expect([...answers, later].filter(({ valid }) => valid)).toHaveLength(1);
  expect(await context.store.adminSessions.list({ adminId: { equals: admin.id } })).toHaveLength(1);
});
