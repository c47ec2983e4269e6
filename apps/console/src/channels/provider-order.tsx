import { Button } from 'react-aria-components/Button';
import { GridList, GridListItem } from 'react-aria-components/GridList';
import { useDragAndDrop } from 'react-aria-components/useDragAndDrop';
import { Link } from 'wouter';
import { Badge } from '../ui/badge.js';
import { Icon } from '../ui/icons.js';
import type { Provider } from './contract.js';
import { healthWords } from './health-words.js';

interface ProviderOrderProps {
  readonly label: string;
  readonly providers: readonly Provider[];
  readonly mayOrder: boolean;
  readonly onOrder: (ids: readonly string[]) => void;
}

function moved(
  ids: readonly string[],
  dragged: ReadonlySet<string>,
  target: string,
  isBefore: boolean,
): readonly string[] {
  const rest = ids.filter((id) => !dragged.has(id));
  const at = rest.indexOf(target) + (isBefore ? 0 : 1);
  return [...rest.slice(0, at), ...ids.filter((id) => dragged.has(id)), ...rest.slice(at)];
}

function Limits({ provider }: { readonly provider: Provider }) {
  const { weight, countries, applications } = provider;
  const parts = [
    weight === 1 ? null : `weight ${weight}`,
    countries.length === 0 ? null : countries.join(', '),
    applications.length === 0 ? null : `${applications.length} applications`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : <span className="help">{parts.join(' · ')}</span>;
}

/** Dragged by the handle, by mouse, finger or keyboard. */
export function ProviderOrder({ label, providers, mayOrder, onOrder }: ProviderOrderProps) {
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    onReorder: ({ keys, target }) => {
      const ids = providers.map(({ id }) => id);
      onOrder(moved(ids, new Set([...keys].map(String)), String(target.key), target.dropPosition === 'before'));
    },
  });
  const canOrder = mayOrder && providers.length > 1;
  return (
    <GridList
      // A list that can be ordered uses other hooks, so it is another list.
      key={canOrder ? 'ordered' : 'fixed'}
      aria-label={label}
      className="provider-list"
      items={providers}
      {...(canOrder ? { dragAndDropHooks } : {})}
    >
      {(provider) => {
        const { kind, word } = healthWords(provider);
        return (
          <GridListItem id={provider.id} textValue={provider.name} className="provider-row">
            {canOrder ? (
              <Button slot="drag" className="grip" aria-label={`Move ${provider.name}`}>
                <Icon name="grip" />
              </Button>
            ) : null}
            <span className="provider-name">
              <Link href={`/channels/${provider.id}`}>{provider.name}</Link>
              <span className="help">{provider.kind}</span>
              <Limits provider={provider} />
            </span>
            <Badge kind={kind}>{word}</Badge>
          </GridListItem>
        );
      }}
    </GridList>
  );
}
