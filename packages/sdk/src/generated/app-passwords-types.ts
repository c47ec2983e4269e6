// Written from the OpenAPI document by apps/api/dist/docs/sdk/write-sdk-files.js; not by hand.

export interface AppPassword {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  /** To the minute. */
  readonly lastUsedAt: string | null;
}

export interface AppPasswordList {
  readonly appPasswords: readonly AppPassword[];
}

export interface CheckAppPassword {
  readonly password: string;
}

export interface CheckedAppPassword {
  readonly valid: boolean;
  readonly id?: string;
  readonly name?: string;
}

export interface CreateAppPassword {
  /** The program that will use it: `Backup on server 3`. */
  readonly name: string;
  /** Answer a single-use link that shows the password, instead of the password. Left out: `false`. */
  readonly reveal?: boolean | undefined;
}

export interface NewAppPassword {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  /** To the minute. */
  readonly lastUsedAt: string | null;
  /** 32 characters in groups of four, shown once. */
  readonly password?: string;
  /** With `reveal`: give it to the person who sets up the program. */
  readonly revealUrl?: string;
  readonly revealUntil?: string;
}
