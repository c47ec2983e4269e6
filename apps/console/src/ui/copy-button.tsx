import { useState } from 'react';
import { Action } from './action.js';

/** Copies, and says that it did. */
export function CopyButton({ content, label = 'Copy' }: { readonly content: string; readonly label?: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = () => {
    navigator.clipboard.writeText(content).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <>
      <Action small onPress={copy}>
        {isCopied ? 'Copied' : label}
      </Action>
      <span className="hidden" role="status">
        {isCopied ? 'Copied' : ''}
      </span>
    </>
  );
}
