/** How much each case does. A test uses a tiny one, which measures nothing. */
export interface BenchSize {
  /** Of one run of one side; short, so that both sides meet the same noise. */
  readonly runMilliseconds: number;
  /** Of each side, before what is measured: while V8 still compiles, its threads take the cores of both. */
  readonly warmUpRequests: number;
  readonly requestsInFlight: number;
  readonly checksPerRun: number;
  /** Before what is measured, by the same worker. */
  readonly warmUpDeliveries: number;
  readonly deliveriesPerRun: number;
  /** To a mail server that takes 50 ms for each. */
  readonly slowDeliveriesPerRun: number;
  /** What waits before the workers start. */
  readonly waitingDeliveries: number;
  /** Longer than the shortest life of a code. */
  readonly outageMilliseconds: number;
  /** Asked for while the others are worked off. */
  readonly freshRequests: number;
  readonly fewChallenges: number;
  readonly manyChallenges: number;
  readonly memoryChallenges: number;
  readonly latencyPerSecond: number;
  readonly latencySeconds: number;
  readonly overviewDeliveries: number;
}

/** The sizes of DESIGN section 8; the whole set ends within ten minutes on two cores. */
export const benchSize: BenchSize = {
  runMilliseconds: 3000,
  warmUpRequests: 9000,
  requestsInFlight: 64,
  checksPerRun: 3000,
  warmUpDeliveries: 1000,
  deliveriesPerRun: 4000,
  slowDeliveriesPerRun: 1200,
  waitingDeliveries: 10_000,
  outageMilliseconds: 61_000,
  freshRequests: 100,
  fewChallenges: 1000,
  manyChallenges: 1_000_000,
  memoryChallenges: 5000,
  latencyPerSecond: 100,
  latencySeconds: 10,
  overviewDeliveries: 1_000_000,
};
