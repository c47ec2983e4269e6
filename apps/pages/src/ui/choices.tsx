import { Button } from 'react-aria-components/Button';
import type { FactorType } from '../api/contract.js';
import { Icon } from './icons.js';

export interface Choice {
  readonly id: string;
  readonly icon: FactorType | 'key';
  readonly title: string;
  readonly help?: string;
  readonly badge?: string;
}

export function Choices({ choices, onChoose }: { choices: readonly Choice[]; onChoose: (id: string) => void }) {
  return (
    <ul className="choices">
      {choices.map(({ id, icon, title, help, badge }) => (
        <li key={id}>
          <Button className="choice" onPress={() => onChoose(id)}>
            <span className="choice-icon">
              <Icon name={icon} />
            </span>
            <span>
              <strong>
                {title}
                {badge ? <span className="badge">{badge}</span> : null}
              </strong>
              {help ? <span className="soft small">{help}</span> : null}
            </span>
            <span className="choice-arrow soft">
              <Icon name="arrow" little />
            </span>
          </Button>
        </li>
      ))}
    </ul>
  );
}
