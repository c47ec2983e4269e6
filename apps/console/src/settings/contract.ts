/** What the API shows and takes; only what is read here. */

export interface SettingField {
  /** Dots between levels: `totp.digits`. */
  readonly path: string;
  readonly title: string;
  readonly help: string;
  readonly kind: 'number' | 'switch' | 'select' | 'text' | 'numbers' | 'texts' | 'rules';
  readonly default: unknown;
  readonly isNullable: boolean;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly mostItems: number | null;
  readonly longest: number | null;
  readonly options: readonly (string | number | boolean)[] | null;
}

export interface Rule {
  readonly name: string;
  readonly when: {
    readonly attributes: Readonly<Record<string, string | number | boolean>>;
    readonly createdAfter: string | null;
    readonly createdBefore: string | null;
    readonly type: 'person' | 'service' | null;
  };
  readonly requirement: Requirement;
  readonly enabled: boolean;
}

export type Requirement = 'off' | 'optional' | 'required';

export interface Brand {
  readonly name: string | null;
  readonly logo: string | null;
  readonly colour: string | null;
}

export interface Settings extends Readonly<Record<string, unknown>> {
  readonly smsCountries: readonly string[];
  readonly brand: Brand;
  readonly supportText: string | null;
  readonly rpId: string | null;
  readonly testMode: boolean;
  readonly policy: Readonly<Record<string, unknown>> & {
    readonly requirement: Requirement;
    readonly rules: readonly Rule[];
    readonly factors: readonly string[];
  };
}

export interface Application {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly settings: Settings;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface ApiKey {
  readonly id: string;
  readonly scopes: readonly string[];
  readonly createdAt: string;
  readonly revokedAt: string | null;
}

export interface Webhook {
  readonly id: string;
  readonly version: number;
  readonly url: string;
  readonly events: readonly string[];
  readonly description: string | null;
  readonly enabled: boolean;
  readonly disabledReason: 'gone' | 'failing' | null;
  readonly createdAt: string;
}

export interface Template {
  readonly id: string;
  readonly version: number;
  readonly applicationId: string | null;
  readonly channel: 'email' | 'sms';
  readonly name: string;
  readonly locale: string;
  readonly subject: string | null;
  readonly text: string;
  readonly html: string | null;
  readonly updatedAt: string;
}

export interface Warning {
  readonly code: string;
  readonly severity: 'problem' | 'advice';
  readonly subject: { readonly type: string; readonly id: string; readonly applicationId: string | null };
  readonly message: string;
  readonly whatToDo: string;
}

export const applicationsPath = '/admin/v1/applications';
export const templatesPath = '/admin/v1/templates';
export const warningsPath = '/admin/v1/warnings';
