/** Something an operator should change. */
export interface Problem {
  /** One sentence that says what is wrong. */
  readonly what: string;
  /** One sentence that says what to do. */
  readonly mend: string;
}
