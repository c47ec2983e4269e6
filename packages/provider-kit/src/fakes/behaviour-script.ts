/** What a fake does with the messages to come: the queued behaviours first, each once, then the standing one. */
export interface BehaviourScript<Behaviour, Received> {
  /** For the next messages, in this order. */
  behaveNext(...behaviours: Behaviour[]): void;
  /** For every message after those; a function decides by what was received. */
  behaveAlways(behaviour: Behaviour | ((received: Received) => Behaviour)): void;
  /** Takes the next one off the script. */
  take(): Behaviour | ((received: Received) => Behaviour);
}

export function createBehaviourScript<Behaviour extends object, Received>(
  initial: Behaviour,
): BehaviourScript<Behaviour, Received> {
  const queued: Behaviour[] = [];
  let standing: Behaviour | ((received: Received) => Behaviour) = initial;
  return {
    behaveNext: (...behaviours) => void queued.push(...behaviours),
    behaveAlways: (behaviour) => {
      standing = behaviour;
    },
    take: () => queued.shift() ?? standing,
  };
}
