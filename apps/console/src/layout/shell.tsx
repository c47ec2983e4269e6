import { type ReactNode, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useRights, useSession } from '../session/session.js';
import { signOut } from '../session/sign-out.js';
import { Action } from '../ui/action.js';
import { Icon } from '../ui/icons.js';
import { Toasts } from '../ui/toasts.js';
import { groups, type Section } from './sections.js';

function isHere(location: string, { to }: Section): boolean {
  return to === '/' ? location === '/' : location === to || location.startsWith(`${to}/`);
}

function Navigation({ onFollowed }: { readonly onFollowed: () => void }) {
  const [location] = useLocation();
  const { may, reachesAll } = useRights();
  return (
    <nav aria-label="Console">
      {groups.map(({ title, sections }) => {
        const own = sections.filter(({ role, ofAll }) => may(role) && (reachesAll || !ofAll));
        return own.length === 0 ? null : (
          <div key={title} className="nav-group">
            <h2>{title}</h2>
            <ul>
              {own.map((section) => (
                <li key={section.to}>
                  <Link
                    href={section.to}
                    onClick={onFollowed}
                    className="nav-link"
                    {...(isHere(location, section) ? { 'aria-current': 'page' as const } : {})}
                  >
                    <Icon name={section.icon} />
                    {section.title}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </nav>
  );
}

function WhoAmI({ onFollowed }: { readonly onFollowed: () => void }) {
  const { setState } = useSession();
  const { admin } = useRights();
  return (
    <div className="who">
      <Link href="/account" className="nav-link" onClick={onFollowed}>
        <Icon name="account" />
        <span>
          {admin.name}
          <span className="help">{admin.role}</span>
        </span>
      </Link>
      <Action kind="quiet" icon="out" small label="Sign out" onPress={() => void signOut(setState)} />
    </div>
  );
}

/** The frame of every page: navigation beside it, or above it on a phone. */
export function Shell({ above, children }: { readonly above?: ReactNode; readonly children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <div className="shell" data-open={isOpen}>
      <a className="skip" href="#main">
        To the content
      </a>
      <header className="bar">
        <Action
          kind="quiet"
          icon={isOpen ? 'close' : 'menu'}
          label={isOpen ? 'Close the menu' : 'Menu'}
          onPress={() => setOpen(!isOpen)}
        />
        <span className="wordmark">Otpost</span>
      </header>
      <div className="side">
        <Link href="/" className="wordmark" onClick={close}>
          Otpost
        </Link>
        <Navigation onFollowed={close} />
        <WhoAmI onFollowed={close} />
      </div>
      <main id="main" tabIndex={-1}>
        {above}
        {children}
      </main>
      <Toasts />
    </div>
  );
}
