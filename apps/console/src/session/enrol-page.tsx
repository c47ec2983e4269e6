import { useState } from 'react';
import type { ConfirmedFactor, SessionState } from '../api/session-contract.js';
import { Action } from '../ui/action.js';
import { Gate } from './gate.js';
import { NewFactor } from './new-factor.js';
import { RecoveryCodes } from './recovery-codes.js';
import { useSession } from './session.js';
import { signOut } from './sign-out.js';

/** Nobody works here without a second factor. */
export function EnrolPage() {
  const { setState } = useSession();
  const [codes, setCodes] = useState<readonly string[]>();
  const [next, setNext] = useState<SessionState>();
  const confirmed = ({ session, recoveryCodes }: ConfirmedFactor): void => {
    if (!session) return;
    if (!recoveryCodes) return setState(session);
    setNext(session);
    setCodes(recoveryCodes);
  };
  if (codes && next) {
    return (
      <Gate
        title="Keep your recovery codes"
        lead="Each lets you in once, on the day that the phone is lost. They are not shown again."
        takesFocus
      >
        <RecoveryCodes codes={codes} onKept={() => setState(next)} />
      </Gate>
    );
  }
  return (
    <Gate title="Set up your second factor" lead="It is asked at each sign-in, beside the password." takesFocus>
      <NewFactor onConfirmed={confirmed} />
      <Action kind="quiet" onPress={() => void signOut(setState)}>
        Sign out
      </Action>
    </Gate>
  );
}
