import { randomBytes } from 'node:crypto';
import {
  type CreateChallengeInput,
  checkChallengeSchema,
  createChallengeSchema,
} from '@otpost/core/challenge/challenge-schemas';
import { checkChallenge } from '@otpost/core/challenge/check-challenge';
import { unsealContent } from '@otpost/core/challenge/sealed-content';
import { startChallenge } from '@otpost/core/challenge/start-challenge';
import type { Context } from '@otpost/core/context';
import { createApplication } from '@otpost/core/settings/applications/create-application';
import type { SettingsPatch } from '@otpost/core/settings/applications/settings-patch';
import { createProvider } from '@otpost/core/settings/providers/create-provider';
import { testActor, testKinds, testMasterKeys } from '../settings/open-test-process.js';

/** An application that may send mail, known to all of these processes. */
export async function newApplication(contexts: readonly Context[], settings: SettingsPatch = {}): Promise<string> {
  const [context] = contexts;
  if (!context) throw new Error('A process makes the application');
  const name = `app ${randomBytes(4).toString('hex')}`;
  const input = { name, settings: { createsPerSecond: 100_000, ...settings } };
  const { id } = await createApplication(context, { actor: testActor, masterKeys: testMasterKeys, input });
  const config = { host: '127.0.0.1', port: 9, secure: false, from: 'no-reply@example.com', allowInsecure: true };
  const shared = { priority: 0, weight: 1, countries: [], applications: [id], enabled: true };
  const provider = { ...shared, channel: 'email', kind: 'smtp', name: `mail of ${name}`, config } as const;
  await createProvider(context, { actor: testActor, kinds: testKinds, input: provider });
  await Promise.all(contexts.map(({ settings }) => settings.refresh()));
  return id;
}

type Input = Omit<Partial<CreateChallengeInput>, 'channel'> & { channel: string; user?: string; factor?: string };

/** As the API would: the body is parsed first. */
export async function start(context: Context, applicationId: string, body: Input) {
  const { view } = await startChallenge(context, { applicationId, input: createChallengeSchema.parse(body) });
  return view;
}

export function check(context: Context, applicationId: string, id: string, body: object, request = '') {
  return checkChallenge(context, { applicationId, id, input: checkChallengeSchema.parse(body), request });
}

/** The code as the worker reads it. */
export async function codeOf(context: Context, id: string): Promise<string> {
  const challenge = await context.live.challenges.read(id);
  if (!challenge) throw new Error(`There is no challenge ${id}`);
  const { keyring } = context.settings.current();
  return unsealContent(keyring, challenge.applicationId, id, challenge.sealed).code;
}
