import { Action } from '../ui/action.js';
import { Gate } from './gate.js';
import { SecondFactorForm } from './second-factor-form.js';
import { useSession } from './session.js';
import { signOut } from './sign-out.js';

export function SecondFactorPage() {
  const { state, setState } = useSession();
  return (
    <Gate title="Second factor">
      <SecondFactorForm factors={state.factors} onShown={setState} />
      <Action kind="quiet" onPress={() => void signOut(setState)}>
        Sign in as somebody else
      </Action>
    </Gate>
  );
}
