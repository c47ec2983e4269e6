import { Link } from 'wouter';

interface Tab {
  /** Below /console. */
  readonly to: string;
  readonly title: string;
  readonly isHere: boolean;
}

/** Views of one page, each with an address of its own. */
export function TabLinks({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  return (
    <nav className="tab-links" aria-label={label}>
      {tabs.map(({ to, title, isHere }) => (
        <Link key={to} href={to} {...(isHere ? { 'aria-current': 'page' } : {})}>
          {title}
        </Link>
      ))}
    </nav>
  );
}
