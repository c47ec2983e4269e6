import { type ReactNode, useState } from 'react';
import { useText } from '../text/text.js';
import { Action } from '../ui/action.js';

interface AskFirstProps {
  /** The words of the button that begins. */
  readonly label: string;
  readonly question: string;
  readonly onYes: () => void;
  readonly isPending?: boolean;
  readonly children?: ReactNode;
}

/** What cannot be undone takes two presses. */
export function AskFirst({ label, question, onYes, isPending = false }: AskFirstProps) {
  const text = useText();
  const [isAsking, setAsking] = useState(false);
  if (!isAsking) {
    return (
      <Action kind="quiet" onPress={() => setAsking(true)}>
        {label}
      </Action>
    );
  }
  const yes = () => {
    setAsking(false);
    onYes();
  };
  return (
    <div className="notice warn stack full" role="group" aria-label={question}>
      <p role="alert">{question}</p>
      <div className="row">
        <Action kind="danger" onPress={yes} isPending={isPending}>
          {label}
        </Action>
        <Action onPress={() => setAsking(false)}>{text('cancel')}</Action>
      </div>
    </div>
  );
}
