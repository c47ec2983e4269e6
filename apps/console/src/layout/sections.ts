import type { AdminRole } from '../api/session-contract.js';
import type { IconName } from '../ui/icons.js';

export interface Section {
  readonly title: string;
  /** Below /console. */
  readonly to: string;
  readonly icon: IconName;
  readonly role: AdminRole;
  /** Only for admins of all applications. */
  readonly ofAll?: boolean;
}

export interface Group {
  readonly title: string;
  readonly sections: readonly Section[];
}

/** What the console has, in the order of the navigation. The server refuses by itself what a role may not see. */
export const groups: readonly Group[] = [
  {
    title: 'Operations',
    sections: [
      { title: 'Overview', to: '/', icon: 'overview', role: 'viewer' },
      { title: 'Challenges', to: '/challenges', icon: 'deliveries', role: 'viewer' },
      { title: 'Queues', to: '/queues', icon: 'queues', role: 'viewer', ofAll: true },
      { title: 'Alerts', to: '/alerts', icon: 'alerts', role: 'viewer', ofAll: true },
      { title: 'Audit log', to: '/audit', icon: 'audit', role: 'admin' },
    ],
  },
  {
    title: 'Users',
    sections: [
      { title: 'Users', to: '/users', icon: 'users', role: 'viewer' },
      { title: 'Reset requests', to: '/resets', icon: 'resets', role: 'viewer' },
      { title: 'Limited', to: '/limited', icon: 'limited', role: 'support' },
      { title: 'Suppressed', to: '/suppressed', icon: 'suppressed', role: 'viewer' },
    ],
  },
  {
    title: 'Settings',
    sections: [
      { title: 'Channels', to: '/channels', icon: 'channels', role: 'viewer', ofAll: true },
      { title: 'Applications', to: '/applications', icon: 'applications', role: 'viewer' },
      { title: 'Templates', to: '/templates', icon: 'templates', role: 'viewer' },
      { title: 'Admins', to: '/admins', icon: 'admins', role: 'owner', ofAll: true },
    ],
  },
];
