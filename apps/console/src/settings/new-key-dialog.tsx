import { type FormEvent, useState } from 'react';
import { useChange } from '../api/client.js';
import { Action } from '../ui/action.js';
import { CopyButton } from '../ui/copy-button.js';
import { Dialog } from '../ui/dialog.js';
import { ProblemNotice } from '../ui/notice.js';
import { TickBox } from '../ui/tick-box.js';

const scopes = [
  { id: 'challenges', help: 'Send and check codes.' },
  { id: 'users', help: 'Look after users and their factors, with a proof of the user where one is due.' },
  { id: 'users.admin', help: 'Reset, disable and require without a proof; webhooks. For a back office alone.' },
] as const;

/** Something that is shown this once. */
export function OnceShown({ title, content, onClose }: { title: string; content: string; onClose: () => void }) {
  return (
    <Dialog title={title} isOpen onClose={onClose} role="alertdialog" wide>
      <p>It is shown this once. Keep it where your application keeps its secrets.</p>
      <p className="secret">
        <code>{content}</code>
      </p>
      <div className="row end">
        <CopyButton content={content} />
        <Action kind="main" onPress={onClose}>
          I have kept it
        </Action>
      </div>
    </Dialog>
  );
}

/** Chooses what the key may, then shows it once. */
export function NewKeyDialog({ path, onClose }: { readonly path: string; readonly onClose: () => void }) {
  const [chosen, setChosen] = useState<readonly string[]>(['challenges']);
  const make = useChange<void, { key: string }>({
    method: 'POST',
    path,
    body: () => ({ scopes: chosen }),
    makesOld: [path],
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  if (make.data) return <OnceShown title="The new key" content={make.data.key} onClose={onClose} />;
  return (
    <Dialog title="Make a key" isOpen onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <p>What may the application do with it?</p>
        {scopes.map(({ id, help }) => (
          <div key={id} className="stack tight">
            <TickBox
              isSelected={chosen.includes(id)}
              onChange={(isOn) => setChosen(isOn ? [...chosen, id] : chosen.filter((one) => one !== id))}
            >
              <code>{id}</code>
            </TickBox>
            <span className="help">{help}</span>
          </div>
        ))}
        <ProblemNotice problem={make.problem} />
        <div className="row end">
          <Action onPress={onClose}>Cancel</Action>
          <Action kind="main" type="submit" isPending={make.isPending} isDisabled={chosen.length === 0}>
            Make the key
          </Action>
        </div>
      </form>
    </Dialog>
  );
}
