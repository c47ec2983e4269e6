import { ApplicationChoice } from '../../filters/application-choice.js';
import { FilterChoice } from '../../filters/filter-choice.js';
import { TextFilter } from '../../filters/text-filter.js';
import { TimeFilter } from '../../filters/time-filter.js';
import type { Filters } from '../../filters/use-filters.js';
import { Action } from '../../ui/action.js';
import { channelName } from '../../ui/channel-names.js';
import { statusText } from '../wording.js';

export const challengeFilterNames = ['application', 'channel', 'status', 'user', 'from', 'until'] as const;

interface ChallengeFiltersProps {
  readonly filters: Filters;
  /** A whole address, which stands in no URL. */
  readonly to: string;
  readonly onTo: (to: string) => void;
  readonly statuses: readonly string[];
  readonly channels: readonly string[];
  /** Challenges are found by their user, deliveries are not. */
  readonly hasUser: boolean;
}

export function ChallengeFilters({ filters, to, onTo, statuses, channels, hasUser }: ChallengeFiltersProps) {
  const one = (name: string) => ({
    value: filters.get(name),
    onChange: (value: string) => filters.set({ [name]: value }),
  });
  return (
    <div className="toolbar">
      <TextFilter label="Address" placeholder="Whole, as it was given" value={to} onChange={onTo} />
      {hasUser ? <TextFilter label="User" placeholder="The application's id" {...one('user')} /> : null}
      <ApplicationChoice {...one('application')} />
      <FilterChoice
        label="Channel"
        all="All channels"
        options={channels.map((id) => ({ id, label: channelName(id) }))}
        {...one('channel')}
      />
      <FilterChoice
        label="Status"
        all="Any status"
        options={statuses.map((id) => ({ id, label: statusText(id) }))}
        {...one('status')}
      />
      <TimeFilter filters={filters} />
      {to !== '' || filters.isAny(challengeFilterNames) ? (
        <Action
          kind="quiet"
          onPress={() => {
            onTo('');
            filters.set(Object.fromEntries(challengeFilterNames.map((name) => [name, ''])));
          }}
        >
          Clear
        </Action>
      ) : null}
    </div>
  );
}
