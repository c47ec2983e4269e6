import { Link } from 'wouter';

const tabs = [
  { to: '/challenges', title: 'Challenges' },
  { to: '/deliveries', title: 'Deliveries' },
] as const;

/** Two looks at one history: what was asked to be proven, and what was sent for it. */
export function HistoryTabs({ current }: { readonly current: (typeof tabs)[number]['to'] }) {
  return (
    <nav className="tabs" aria-label="History">
      {tabs.map(({ to, title }) => (
        <Link key={to} href={to} {...(to === current ? { 'aria-current': 'page' as const } : {})}>
          {title}
        </Link>
      ))}
    </nav>
  );
}
