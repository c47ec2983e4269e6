// Written from the OpenAPI document by apps/api/dist/docs/sdk/write-sdk-files.js; not by hand.

export interface NewTrustedDevice {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly expiresAt: string;
  /** Shown once. Keep it in a cookie: HttpOnly, Secure, SameSite. */
  readonly token: string;
}

export interface TrustDevice {
  /** How the user will know the device: `Firefox on Linux`. */
  readonly name: string;
  /** The challenge by which the user has just signed in. */
  readonly challenge: string;
}

export interface TrustedDevice {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly expiresAt: string;
}

export interface TrustedDeviceList {
  readonly devices: readonly TrustedDevice[];
}
