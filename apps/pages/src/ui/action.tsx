import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';

interface ActionProps {
  readonly onPress?: () => void;
  readonly kind?: 'main' | 'plain' | 'quiet' | 'danger';
  readonly wide?: boolean;
  readonly isDisabled?: boolean;
  /** While the server is asked: stays focusable, and says so. */
  readonly isPending?: boolean;
  readonly type?: 'button' | 'submit';
  readonly children: ReactNode;
}

export function Action({ kind = 'plain', wide = false, children, ...rest }: ActionProps) {
  const className = ['button', kind === 'plain' ? '' : kind, wide ? 'wide' : '']
    .filter((name) => name !== '')
    .join(' ');
  return (
    <Button {...rest} className={className}>
      {children}
    </Button>
  );
}
