/** What a fake does with the messages to come: the queued behaviours first, each once, then the standing one. */
export interface BehaviourScript<Behaviour, Received> {
  /** For the next messages, in this order. */
  readonly behaveNext: (...behaviours: Behaviour[]) => void;
  /** For every message after those; a function decides by what was received. */
  readonly behaveAlways: (behaviour: Behaviour | ((received: Received) => Behaviour)) => void;
  /** Takes the next one off the script. */
  readonly take: () => Behaviour | ((received: Received) => Behaviour);
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
