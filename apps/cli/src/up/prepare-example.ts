import type { ApiClient } from '../api-client.js';

/** What the API shows of an application; only what is read here. */
interface Application {
  readonly version: number;
  readonly settings: { readonly returnUrls: readonly string[]; readonly policy: { readonly requirement: string } };
}

/** Lets the pages lead back to the example, and asks a second factor of everybody, so that there is something to see. */
export async function prepareExample(admin: ApiClient, applicationId: string, exampleUrl: string): Promise<void> {
  const path = `/admin/v1/applications/${applicationId}`;
  const { version, settings } = await admin.call<Application>('GET', path);
  const returnUrl = `${exampleUrl}/return`;
  const isReady = settings.returnUrls.includes(returnUrl) && settings.policy.requirement === 'required';
  if (isReady) return;
  const returnUrls = [...new Set([...settings.returnUrls, returnUrl])];
  await admin.call('PATCH', path, {
    version,
    settings: { returnUrls, policy: { requirement: 'required', trustedDeviceDays: 30 } },
  });
}
