import { useText } from '../text/text.js';
import { Icon } from '../ui/icons.js';
import { AskFirst } from './ask-first.js';

export interface RemovableItem {
  readonly id: string;
  readonly name: string;
  /** One line below the name. */
  readonly detail: string;
}

interface RemovableItemsProps {
  readonly items: readonly RemovableItem[];
  readonly icon: 'totp' | 'key';
  readonly onRemove: (id: string) => void;
}

export function RemovableItems({ items, icon, onRemove }: RemovableItemsProps) {
  const text = useText();
  if (items.length === 0) return null;
  return (
    <ul className="items">
      {items.map(({ id, name, detail }) => (
        <li key={id}>
          <Icon name={icon} />
          <div>
            <strong>{name}</strong>
            <p className="soft small">{detail}</p>
          </div>
          <div className="row">
            <AskFirst label={text('remove')} question={text('manage.removeAsk', { name })} onYes={() => onRemove(id)} />
          </div>
        </li>
      ))}
    </ul>
  );
}
