export type Channel = 'email' | 'sms';
type Plain = string | number | boolean;

export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'number' | 'switch' | 'select' | 'multiline' | 'secret' | 'pairs' | 'json';
  readonly required: boolean;
  readonly help: string;
  readonly placeholder?: string;
  readonly defaultValue?: Plain;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly showWhen?: { readonly field: string; readonly equals: Plain };
}

export interface ProviderKind {
  readonly kind: string;
  readonly name: string;
  readonly description: string;
  readonly channels: readonly Channel[];
  readonly formFields: readonly FormField[];
}

export interface Health {
  readonly status: 'closed' | 'open' | 'probing' | 'out' | 'unknown';
  readonly since: string | null;
  readonly lastError: { readonly outcome: string; readonly detail: string; readonly at: string } | null;
}

export interface Provider {
  readonly id: string;
  readonly version: number;
  readonly channel: Channel;
  readonly kind: string;
  readonly name: string;
  /** Secrets masked; null when it cannot be read. */
  readonly config: Readonly<Record<string, unknown>> | null;
  readonly problem: string | null;
  readonly priority: number;
  readonly weight: number;
  readonly countries: readonly string[];
  readonly applications: readonly string[];
  readonly enabled: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly health: Health;
}

export const providersPath = '/admin/v1/providers';
