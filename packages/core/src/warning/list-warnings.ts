import type { Reach } from '../admin/reach.js';
import type { Context } from '../context.js';
import { healthsOf } from '../settings/providers/healths-of.js';
import type { Warning } from './warning-schemas.js';
import { warningsOfApplication } from './warnings-of-applications.js';
import { warningOfWebhook, warningsOfInstallation } from './warnings-of-installation.js';

/** What stands and should not, problems first: from the settings in memory and one read of the breakers. */
export async function listWarnings(context: Context, reach: Reach): Promise<Warning[]> {
  const settings = context.settings.current();
  const enabled = [...settings.providers.values()].filter((provider) => provider.enabled);
  const healths = await healthsOf(
    context,
    enabled.map(({ id }) => id),
  );
  const seen = { settings, healths };
  const found = [
    ...(reach.applications === null ? warningsOfInstallation(seen, context.publicUrl) : []),
    ...[...settings.applications.values()].flatMap((application) => warningsOfApplication(seen, application)),
    ...settings.webhooks.flatMap(warningOfWebhook),
  ];
  return found.toSorted((one, other) => Number(one.severity === 'advice') - Number(other.severity === 'advice'));
}
