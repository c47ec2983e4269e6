/** One field of a provider's settings form. The console draws the form from these and nothing else. */
export interface FormField {
  /** The key in the provider's config. */
  readonly name: string;
  readonly label: string;
  /** `secret` and the values of `pairs` are write-only: nobody sees them again. `json` is a small object, edited as text. */
  readonly kind: 'text' | 'number' | 'switch' | 'select' | 'multiline' | 'secret' | 'pairs' | 'json';
  readonly required: boolean;
  /** One sentence that tells the admin what to put here and where to find it. */
  readonly help: string;
  readonly placeholder?: string;
  readonly defaultValue?: string | number | boolean;
  /** For `select`. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** Show the field only while another field has this value. */
  readonly showWhen?: { readonly field: string; readonly equals: string | number | boolean };
}
