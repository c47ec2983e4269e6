/** The application whose codes the bench sends. */
export interface SeededApplication {
  readonly applicationId: string;
  /** `otp_live_...` */
  readonly apiKey: string;
}

/** As high as the product lets it: a bench is one application, and must meet no limit of its own. */
const createsPerSecond = 100_000;

async function post<Body>(apiUrl: string, adminKey: string, path: string, body: unknown): Promise<Body> {
  const response = await fetch(`${apiUrl}/admin/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`POST ${path} was answered with ${response.status}: ${await response.text()}`);
  return (await response.json()) as Body;
}

/** One more application, as high above all limits as the first. */
export async function seedApplication(
  apiUrl: string,
  adminKey: string,
  name: string,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<SeededApplication> {
  const application = { name, settings: { createsPerSecond, ...settings } };
  const { id } = await post<{ id: string }>(apiUrl, adminKey, '/applications', application);
  const scopes = ['challenges'];
  const { key } = await post<{ key: string }>(apiUrl, adminKey, `/applications/${id}/keys`, { scopes });
  return { applicationId: id, apiKey: key };
}

/** Makes what an operator would make: an application, its key, and a mail server. All other settings are the defaults. */
export async function seedInstallation(apiUrl: string, adminKey: string, smtpPort: number): Promise<SeededApplication> {
  const smtp = { host: '127.0.0.1', port: smtpPort, allowInsecure: true, from: 'Otpost <no-reply@otpost.localhost>' };
  await post(apiUrl, adminKey, '/providers', { channel: 'email', kind: 'smtp', name: 'sink', config: smtp });
  return await seedApplication(apiUrl, adminKey, 'bench');
}
