import { exactTime } from '../../ui/time.js';
import { badgeKind, durationText } from '../wording.js';
import type { StoryEntry } from './contract.js';

function kindOf({ type, status, outcome }: StoryEntry) {
  if (type === 'check_failed') return 'bad';
  if (type === 'attempt_closed') return badgeKind(outcome ?? '');
  if (type === 'challenge_ended' || type === 'receipt' || type === 'delivery_ended' || type === 'webhook') {
    return badgeKind(status ?? '');
  }
  return 'plain';
}

/** What the provider said, and its own names for it. */
function details({ detail, providerCode, providerMessageId }: StoryEntry): string[] {
  return [
    detail ?? '',
    providerCode && !detail?.includes(providerCode) ? `Code ${providerCode}` : '',
    providerMessageId ? `Message ${providerMessageId}` : '',
  ].filter((text) => text !== '');
}

/** All that happened, oldest first, each with the time since the beginning. */
export function Timeline({ entries }: { readonly entries: readonly StoryEntry[] }) {
  const begin = Date.parse(entries[0]?.at ?? '');
  return (
    <ol className="timeline">
      {entries.map((entry, place) => {
        const after = Date.parse(entry.at) - begin;
        return (
          <li key={`${entry.at} ${entry.type} ${place}`}>
            <time className="timeline-when" dateTime={entry.at} title={exactTime(entry.at)}>
              {place === 0 ? exactTime(entry.at).split(', ').at(-1) : `+ ${durationText(after)}`}
            </time>
            <span className={`timeline-dot ${kindOf(entry)}`} aria-hidden="true" />
            <div>
              <p>{entry.words}</p>
              {details(entry).map((text) => (
                <p key={text} className="help">
                  {text}
                </p>
              ))}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
