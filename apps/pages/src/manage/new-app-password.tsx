import { useText } from '../text/text.js';
import { Action } from '../ui/action.js';
import { CopyButton } from '../ui/copy-button.js';
import { Step } from '../ui/step.js';

/** Shown this once. */
export function NewAppPassword({ password, onDone }: { password: string; onDone: () => void }) {
  const text = useText();
  return (
    <Step title={text('reveal.title')} lead={text('shownOnce')}>
      <p className="secret">{password}</p>
      <CopyButton content={password} />
      <Action kind="main" wide onPress={onDone}>
        {text('continue')}
      </Action>
    </Step>
  );
}
