import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Link } from 'wouter';
import { Icon, type IconName } from './icons.js';

type Kind = 'main' | 'plain' | 'quiet' | 'danger';

interface ActionProps {
  readonly onPress?: () => void;
  readonly kind?: Kind;
  readonly icon?: IconName;
  readonly small?: boolean;
  readonly isDisabled?: boolean;
  /** While the server is asked: stays focusable, and says so. */
  readonly isPending?: boolean;
  readonly type?: 'button' | 'submit';
  readonly slot?: string;
  readonly label?: string;
  readonly children?: ReactNode;
}

const classes = (kind: Kind, small: boolean): string =>
  ['button', kind === 'plain' ? '' : kind, small ? 'small' : ''].filter((name) => name !== '').join(' ');

/** With `label` and no children it shows its icon alone, and says the label. */
export function Action({ kind = 'plain', small = false, icon, label, children, ...rest }: ActionProps) {
  return (
    <Button {...rest} className={classes(kind, small)} {...(label === undefined ? {} : { 'aria-label': label })}>
      {icon ? <Icon name={icon} size={18} /> : null}
      {children}
    </Button>
  );
}

interface LinkActionProps extends Pick<ActionProps, 'kind' | 'icon' | 'small' | 'children'> {
  /** Below /console. */
  readonly to: string;
}

/** Looks like an action and is a link, so that it opens in another tab too. */
export function LinkAction({ to, kind = 'plain', small = false, icon, children }: LinkActionProps) {
  return (
    <Link href={to} className={classes(kind, small)}>
      {icon ? <Icon name={icon} size={18} /> : null}
      {children}
    </Link>
  );
}
