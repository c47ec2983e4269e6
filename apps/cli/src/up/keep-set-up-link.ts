import { adminLinkMinutes } from '@otpost/core/admin/link/admin-link';

/** A new one ends the one before, so it is made when that one has ended by itself. */
const linkLifeMilliseconds = adminLinkMinutes['set-up'] * 60_000;

interface KeptLink {
  /** A new address that makes the first admin; null when there is one. */
  readonly make: () => Promise<string | null>;
  readonly onChange: (url: string | null) => void;
  readonly everyMilliseconds?: number;
}

/** Makes the set-up link anew as often as it ends, until there is an admin. Returns what stops it. */
export function keepSetUpLink({ make, onChange, everyMilliseconds = linkLifeMilliseconds }: KeptLink): () => void {
  const renew = async (): Promise<void> => {
    // A store that is away for a moment: the next turn finds it again.
    const url = await make().catch(() => undefined);
    if (url !== undefined) onChange(url);
    if (url === null) stop();
  };
  const timer = setInterval(() => void renew(), everyMilliseconds);
  timer.unref();
  const stop = (): void => clearInterval(timer);
  return stop;
}
