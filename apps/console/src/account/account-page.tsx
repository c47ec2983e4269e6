import { useRights } from '../session/session.js';
import { Page } from '../ui/page.js';
import { OwnEvents } from './own-events.js';
import { OwnFactors } from './own-factors.js';
import { OwnPassword } from './own-password.js';
import { OwnSessions } from './own-sessions.js';

/** The admin's own second factors, password and browsers, and what happened to them. */
export function AccountPage() {
  const { admin } = useRights();
  return (
    <Page title="Your account" lead={`${admin.name} · ${admin.email} · ${admin.role}`}>
      <OwnFactors />
      <OwnPassword />
      <OwnSessions />
      <OwnEvents />
    </Page>
  );
}
