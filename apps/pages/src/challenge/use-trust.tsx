import { type ReactNode, useState } from 'react';
import { useText } from '../text/text.js';
import { TickBox } from '../ui/tick-box.js';
import { useVisit } from '../visit/visit.js';

interface Trust {
  /** Nothing where the policy asks every time. */
  readonly box: ReactNode;
  /** What goes with the answer. */
  readonly wish: { readonly trustDevice?: true };
}

/** The wish not to be asked again on this device. */
export function useTrust(): Trust {
  const text = useText();
  const { state } = useVisit();
  const [isTrusted, setTrusted] = useState(false);
  const days = state.policy.trustedDeviceDays;
  const mayTrust = days > 0 && state.flow === 'challenge';
  const box = mayTrust ? (
    <TickBox isSelected={isTrusted} onChange={setTrusted}>
      {text('trust', { days })}
    </TickBox>
  ) : null;
  return { box, wish: mayTrust && isTrusted ? { trustDevice: true } : {} };
}
