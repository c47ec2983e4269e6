import { Action } from '../ui/action.js';
import type { Filters } from './use-filters.js';

/** Nothing where all is on one page. */
export function Pager({ filters, nextCursor }: { readonly filters: Filters; readonly nextCursor: string | null }) {
  const isFirst = filters.get('cursor') === '';
  if (isFirst && nextCursor === null) return null;
  return (
    <nav className="row between" aria-label="Pages">
      <Action isDisabled={isFirst} onPress={() => filters.set('cursor', '')}>
        Newest
      </Action>
      <Action isDisabled={nextCursor === null} onPress={() => filters.set('cursor', nextCursor ?? '')}>
        Older
      </Action>
    </nav>
  );
}
