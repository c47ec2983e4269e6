export type IdempotencyBegin =
  | { readonly kind: 'new'; readonly id: string }
  /** An earlier try died half-way: do the work again under the same id. */
  | { readonly kind: 'retake'; readonly id: string }
  | { readonly kind: 'in_flight' }
  | { readonly kind: 'mismatch' }
  | {
      readonly kind: 'done';
      readonly id: string;
      readonly status: number;
      readonly answer: string;
      readonly doneAt: number;
      readonly now: number;
    };

export interface LiveIdempotency {
  /** `key` is a keyed hash of caller, route and Idempotency-Key; `id` is the id that the work would use. */
  begin(key: string, bodyHash: string, id: string): Promise<IdempotencyBegin>;
  finish(key: string, status: number, answer: string): Promise<void>;
  /** The work was refused and left nothing: the key may be used again. */
  abandon(key: string): Promise<void>;
}
