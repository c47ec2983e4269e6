/** What a provider says of a config before anything is sent by it. */
export type Verification =
  | { readonly ok: true }
  | {
      readonly ok: false;
      /** One sentence for the admin: what is wrong, and what to do. Holds no secret. */
      readonly message: string;
      /** The field of the config that is most likely wrong. */
      readonly field?: string;
    };
