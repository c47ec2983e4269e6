import { Badge } from '../ui/badge.js';
import type { User } from './contract.js';
import { statesOf } from './words.js';

/** Nothing for a user with whom all is well. */
export function States({ user }: { readonly user: User }) {
  const states = statesOf(user);
  if (states.length === 0) return null;
  return (
    <span className="row tight-row">
      {states.map(({ kind, word }) => (
        <Badge key={word} kind={kind}>
          {word}
        </Badge>
      ))}
    </span>
  );
}
