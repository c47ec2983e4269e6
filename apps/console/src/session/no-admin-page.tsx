import { CopyButton } from '../ui/copy-button.js';
import { Gate } from './gate.js';

const command = './otpost admin set-up';

/** Before the first admin: only somebody with a shell on the machine can make it. */
export function NoAdminPage() {
  return (
    <Gate
      title="Make the first admin"
      lead="Nobody can sign in yet. Where Otpost runs, this prints the address that makes the first admin:"
    >
      <div className="row between">
        <code className="command">{command}</code>
        <CopyButton content={command} />
      </div>
      <p className="help">
        <code>./otpost up</code> prints it as well. It works once, for 15 minutes.
      </p>
    </Gate>
  );
}
