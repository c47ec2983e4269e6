import { useState } from 'react';
import { Action } from '../ui/action.js';
import { CopyButton } from '../ui/copy-button.js';
import { TickBox } from '../ui/tick-box.js';

/** Shown this once: goes on only when the admin says that they are kept. */
export function RecoveryCodes({ codes, onKept }: { readonly codes: readonly string[]; readonly onKept: () => void }) {
  const [isKept, setKept] = useState(false);
  const text = `${codes.join('\n')}\n`;
  return (
    <div className="stack">
      <ol className="codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="row">
        <CopyButton content={text} />
        <a
          className="button small"
          download="otpost-recovery-codes.txt"
          href={`data:text/plain,${encodeURIComponent(text)}`}
        >
          Download
        </a>
      </div>
      <TickBox isSelected={isKept} onChange={setKept}>
        I have kept these codes in a safe place
      </TickBox>
      <Action kind="main" isDisabled={!isKept} onPress={onKept}>
        Continue
      </Action>
    </div>
  );
}
