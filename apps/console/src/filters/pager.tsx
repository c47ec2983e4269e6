import { Action } from '../ui/action.js';
import type { Filters } from './use-filters.js';

/** On to older ones, and back to the newest. */
export function Pager({ filters, nextCursor }: { readonly filters: Filters; readonly nextCursor: string | null }) {
  const isFirst = filters.get('cursor') === '';
  if (isFirst && nextCursor === null) return null;
  return (
    <nav className="row end" aria-label="Pages">
      {isFirst ? null : <Action onPress={() => filters.set({ cursor: '' })}>Newest</Action>}
      {nextCursor === null ? null : <Action onPress={() => filters.set({ cursor: nextCursor })}>Older</Action>}
    </nav>
  );
}
