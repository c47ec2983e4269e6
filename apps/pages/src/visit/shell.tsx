import type { ReactNode } from 'react';
import type { VisitState } from '../api/contract.js';

/** As people count letters: one with its accents. */
function firstLetter(name: string): string {
  for (const { segment } of new Intl.Segmenter().segment(name)) return segment.toUpperCase();
  return '';
}

/** Our policy for images is `self` and `data:`, so an https logo is not shown here. */
function Mark({ application }: { application: VisitState['application'] }) {
  if (application.logo?.startsWith('data:image/')) return <img src={application.logo} alt="" />;
  return (
    <span className="brand-mark" aria-hidden="true">
      {firstLetter(application.name)}
    </span>
  );
}

export function Shell({ application, children }: { application?: VisitState['application']; children: ReactNode }) {
  return (
    <div className="shell">
      {application ? (
        <header className="brand">
          <Mark application={application} />
          <span>{application.name}</span>
        </header>
      ) : null}
      <main>{children}</main>
    </div>
  );
}
