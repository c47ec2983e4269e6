import { beforeAll, describe, expect } from '@jest/globals';
import { parseAdminEmail } from '@otpost/core/admin/account/admin-email';
import { changePassword } from '@otpost/core/admin/account/change-password';
import { newAdmin } from '@otpost/core/admin/account/new-admin';
import { hashPassword } from '@otpost/core/admin/account/password';
import { noteAct } from '@otpost/core/admin/notice/noted-act';
import { tellWaitingActs } from '@otpost/core/admin/notice/tell-waiting-acts';
import { beginSession } from '@otpost/core/admin/session/begin-session';
import { noteSignIn } from '@otpost/core/admin/session/note-sign-in';
import type { Actor } from '@otpost/core/audit/actor';
import { appendAudit } from '@otpost/core/audit/append-audit';
import { unsealContent } from '@otpost/core/challenge/sealed-content';
import type { Context } from '@otpost/core/context';
import { unavailable } from '@otpost/core/errors';
import type { NoticeRecord } from '@otpost/core/records';
import { createAdminKey } from '@otpost/core/settings/api-keys/create-admin-key';
import { createApiKey } from '@otpost/core/settings/api-keys/create-api-key';
import { updateApplication } from '@otpost/core/settings/applications/update-application';
import { createProvider } from '@otpost/core/settings/providers/create-provider';
import { updateProvider } from '@otpost/core/settings/providers/update-provider';
import { testActor as actor, testKinds as kinds } from '../settings/open-test-process.js';
import { sharedStores } from '../users/each-store.js';
import { useProcesses } from '../users/use-processes.js';

const config = { host: '127.0.0.1', port: 9, secure: false, from: 'no-reply@example.com', allowInsecure: true };
const mail = { channel: 'email' as const, kind: 'smtp', weight: 1, countries: [], applications: [], enabled: true };

describe.each(sharedStores)('acts that nobody was told of, on %s', (_name, share) => {
  let ahead = 0;
  const one = useProcesses(share, { now: () => Date.now() + ahead });

  async function addOwner(text: string): Promise<void> {
    const { keyring } = one.context.settings.current();
    const email = parseAdminEmail(keyring, text);
    const admin = newAdmin(one.context, { email, name: 'Ada', role: 'owner', applications: null, passwordHash: 'set' });
    await one.context.store.admins.insert(admin);
  }
  const connect = (context: Context, name: string) =>
    createProvider(context, { actor, kinds, input: { ...mail, name, config } });
  /** As a process that dies once the act is done: it comes to tell nobody. */
  function dying(): Context {
    const { store } = one.context;
    const admins = { ...store.admins, list: () => Promise.reject(unavailable('store', 'The process is gone')) };
    return { ...one.context, store: { ...store, admins } };
  }

  const known = new Set<string>();
  function read({ id, sealed, applicationId }: NoticeRecord) {
    const { notice } = unsealContent(one.context.settings.current().keyring, applicationId, id, sealed);
    return notice && 'subject' in notice ? { kind: notice.kind, subject: notice.subject, by: notice.by } : undefined;
  }
  /** What owners were told since this was last asked. */
  async function told() {
    const made = (await one.context.store.notices.list({})).filter(({ id }) => !known.has(id));
    for (const { id } of made) known.add(id);
    return made.map(read).toSorted((a, b) => `${a?.kind}`.localeCompare(`${b?.kind}`));
  }
  const tellLater = async () => {
    ahead += 61_000;
    return await tellWaitingActs(one.context);
  };

  beforeAll(async () => {
    // Nothing to set up where this machine has no server for the store.
    if (one.contexts.length === 0) return;
    await connect(one.context, 'first');
    await addOwner('ada@example.com');
    await tellLater();
    await told();
  });

  one.test('are told by a worker, once to each owner who was there, with who did it', async () => {
    const { context, applicationId } = one;
    const { version, name } = (await context.store.applications.get(applicationId))!;
    const lost = dying();
    const provider = await connect(lost, 'second');
    const input = { version: provider.version, config: { host: 'mail.example.com' }, unverified: true };
    await updateProvider(lost, { actor, kinds, id: provider.id, input });
    await createAdminKey({ ...lost, actor });
    await createApiKey(lost, { actor, applicationId, input: { scopes: ['users.admin'] } });
    const sendsPerAddress = { tenMinutes: 5, hour: 15, day: 20 };
    await updateApplication(lost, { actor, id: applicationId, input: { version, settings: { sendsPerAddress } } });
    expect(await told()).toEqual([]);
    // Whoever acted may still be about to tell.
    await tellWaitingActs(context);
    expect(await told()).toEqual([]);

    ahead += 1000;
    await addOwner('late@example.com');
    expect(await tellLater()).toBe(5);
    expect(await told()).toEqual([
      { kind: 'admin_key_made', subject: null, by: actor },
      { kind: 'api_key_made', subject: name, by: actor },
      { kind: 'limit_raised', subject: name, by: actor },
      { kind: 'provider_changed', subject: 'second', by: actor },
      { kind: 'provider_connected', subject: 'second', by: actor },
    ]);
    expect(await tellLater()).toBe(0);
    expect(await told()).toEqual([]);
  });

  one.test(
    'are told to the admin whose account it was: another password, and a sign-in by a browser that is new',
    async () => {
      const { context } = one;
      const { store, randomBytes } = context;
      const ada = (await store.admins.list()).at(0)!;
      const current = 'a long sentence that nobody guesses';
      const admin = { ...ada, version: ada.version + 1, passwordHash: await hashPassword(current, randomBytes) };
      await store.admins.replace({ ...admin, lastSignInAt: context.now() }, ada.version);
      const own = await beginSession(context, { admin, stage: 'signed_in', browser: 'Firefox on Linux' });
      const insert = () => Promise.reject(unavailable('store', 'The process is gone'));
      const lost = { ...context, store: { ...store, notices: { ...store.notices, insert } } };
      await changePassword(lost, own, { current, next: 'another sentence that nobody guesses' });
      const signedIn = { admin: (await store.admins.get(admin.id))!, session: own.session.id, by: 'recovery_code' };
      await noteSignIn(lost, { ...signedIn, browser: { name: 'Safari on iPhone', marks: undefined } });
      expect(await told()).toEqual([]);
      expect(await tellLater()).toBe(2);
      expect(await told()).toEqual([
        { kind: 'admin_password', subject: null, by: undefined },
        { kind: 'admin_sign_in', subject: 'Safari on iPhone', by: undefined },
      ]);
      // One that told of it itself is followed by no second mail.
      await noteSignIn(context, { ...signedIn, session: 'ses_other', browser: { name: 'Edge', marks: undefined } });
      expect(await told()).toHaveLength(1);
      expect(await tellLater()).toBe(1);
      expect(await told()).toEqual([]);
    },
  );

  one.test('are none where the process told of them itself', async () => {
    await connect(one.context, 'third');
    expect(await told()).toHaveLength(2);
    expect(await tellLater()).toBe(1);
    expect(await told()).toEqual([]);
  });

  one.test('wait while the store is away, and are given up after a day', async () => {
    const { context } = one;
    await connect(dying(), 'fourth');
    ahead += 61_000;
    await expect(tellWaitingActs(dying())).rejects.toMatchObject({ code: 'unavailable' });
    await tellWaitingActs(context);
    expect(await told()).toHaveLength(2);
    await connect(dying(), 'fifth');
    ahead += 25 * 3_600_000;
    expect(await tellWaitingActs(context)).toBe(0);
    expect(await told()).toEqual([]);
  });

  one.test('are not told when they were refused, or never came to be', async () => {
    const { context } = one;
    const { id, version } = await connect(context, 'sixth');
    const change = (by: Actor) =>
      updateProvider(dying(), {
        actor: by,
        kinds,
        id,
        input: { version, config: { host: by.replace(':', '-') }, unverified: true },
      });
    const changes = await Promise.allSettled([change('key:one'), change('key:two')]);
    expect(changes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const by = changes[0]?.status === 'fulfilled' ? 'key:one' : 'key:two';
    const entry = { actor, target: 'installation', applicationId: null, reason: null, phase: 'intended' } as const;
    const data = noteAct({ kind: 'admin_key_made', act: 'NeverWas' });
    await appendAudit(context, { ...entry, action: 'admin_key.create', data });
    await told();
    await tellLater();
    const changed = { kind: 'provider_changed', subject: 'sixth', by };
    expect(await told()).toEqual([changed, changed]);
  });
});
