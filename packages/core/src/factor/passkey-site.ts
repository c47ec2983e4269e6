import type { Context } from '../context.js';
import type { ApplicationSettings } from '../settings/application-settings.js';

/** Where passkeys of an application are made and used. Never taken from a request (WebAuthn L3 section 7.1 step 9). */
export interface PasskeySite {
  readonly rpId: string;
  readonly origins: readonly string[];
}

/** The application's own settings, else the host and origin of the public URL. */
export function passkeySite(context: Context, settings: ApplicationSettings): PasskeySite {
  const { hostname, origin } = new URL(context.publicUrl);
  return {
    rpId: settings.rpId ?? hostname,
    origins: settings.origins.length > 0 ? settings.origins : [origin],
  };
}
