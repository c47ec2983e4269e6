import { useEffect, useRef, useState } from 'react';
import { setStepUp } from '../api/ask.js';
import { Dialog } from '../ui/dialog.js';
import { SecondFactorForm } from './second-factor-form.js';
import { useSession } from './session.js';

/** Asks for the second factor when the server wants it again, and lets the act that wanted it go on. */
export function StepUp() {
  const { state, setState } = useSession();
  const [isOpen, setOpen] = useState(false);
  const end = useRef<(isShown: boolean) => void>(undefined);
  useEffect(() => {
    setStepUp(
      () =>
        new Promise((resolve) => {
          end.current = resolve;
          setOpen(true);
        }),
    );
    return () => setStepUp(undefined);
  }, []);
  const close = (isShown: boolean): void => {
    setOpen(false);
    end.current?.(isShown);
    end.current = undefined;
  };
  return (
    <Dialog title="Show your second factor again" isOpen={isOpen} onClose={() => close(false)}>
      <div className="stack">
        <p className="soft">This act asks for it when it was shown more than five minutes ago.</p>
        <SecondFactorForm
          factors={state.factors}
          onShown={(session) => {
            setState(session);
            close(true);
          }}
        />
      </div>
    </Dialog>
  );
}
