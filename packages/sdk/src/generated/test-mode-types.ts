// Written from the OpenAPI document by apps/api/dist/docs/sdk/write-sdk-files.js; not by hand.

export interface MoveClock {
  readonly advanceSeconds: number;
}

export interface MovedClock {
  /** Pending challenges that became older. */
  readonly moved: number;
}
