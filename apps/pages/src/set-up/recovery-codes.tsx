import { useState } from 'react';
import { useText } from '../text/text.js';
import { Action } from '../ui/action.js';
import { CopyButton } from '../ui/copy-button.js';
import { Step } from '../ui/step.js';
import { TickBox } from '../ui/tick-box.js';
import { useVisit } from '../visit/visit.js';

function download(name: string, content: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type: 'text/plain;charset=utf-8' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  readonly onSaved: () => void;
}

/** Shown once. Nobody goes on before saying that they are saved. */
export function RecoveryCodes({ codes, onSaved }: RecoveryCodesProps) {
  const text = useText();
  const { state } = useVisit();
  const [isSaved, setSaved] = useState(false);
  const title = text('codes.file', { application: state.application.name });
  const content = `${title}\n\n${codes.join('\n')}\n`;
  return (
    <Step title={text('codes.title')} lead={text('codes.explain')}>
      <div className="printed">
        <p className="hidden">{title}</p>
        <ul className="codes">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
      </div>
      <div className="row">
        <CopyButton content={content} />
        <Action onPress={() => download('recovery-codes.txt', content)}>{text('download')}</Action>
        <Action onPress={() => print()}>{text('print')}</Action>
      </div>
      <TickBox isSelected={isSaved} onChange={setSaved}>
        {text('codes.saved')}
      </TickBox>
      <Action kind="main" wide isDisabled={!isSaved} onPress={onSaved}>
        {text('continue')}
      </Action>
    </Step>
  );
}
