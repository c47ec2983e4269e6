import { Action } from '../ui/action.js';
import { CopyButton } from '../ui/copy-button.js';
import { Dialog } from '../ui/dialog.js';

/** Where no mail can be sent yet, the owner hands the link over. */
export function InvitationLink({
  url,
  name,
  onClose,
}: {
  readonly url: string | null;
  readonly name: string;
  readonly onClose: () => void;
}) {
  return (
    <Dialog title={`The link for ${name}`} isOpen={url !== null} onClose={onClose} role="alertdialog">
      <div className="stack">
        <p>
          No email provider is connected, so nothing was mailed. Hand this link over yourself. It works once, for three
          days, and is not shown again.
        </p>
        <code className="command">{url}</code>
        <div className="row end">
          <CopyButton content={url ?? ''} />
          <Action kind="main" onPress={onClose}>
            Done
          </Action>
        </div>
      </div>
    </Dialog>
  );
}
