import { useState } from 'react';
import { useText } from '../text/text.js';
import { Action } from './action.js';

/** Copies, and says that it did. */
export function CopyButton({ content }: { content: string }) {
  const text = useText();
  const [isCopied, setCopied] = useState(false);
  const copy = () => {
    navigator.clipboard.writeText(content).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <>
      <Action onPress={copy}>{isCopied ? text('copied') : text('copy')}</Action>
      <span className="hidden" role="status">
        {isCopied ? text('copied') : ''}
      </span>
    </>
  );
}
