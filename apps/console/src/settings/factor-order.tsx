import { Action } from '../ui/action.js';
import { channelName, factorTypes } from '../ui/channel-names.js';
import { Notice } from '../ui/notice.js';
import { TickBox } from '../ui/tick-box.js';

interface FactorOrderProps {
  readonly factors: readonly string[];
  readonly onChange: (factors: readonly string[]) => void;
  readonly isDisabled: boolean;
}

function moved(factors: readonly string[], place: number, by: number): readonly string[] {
  const next = [...factors];
  const [one = ''] = next.splice(place, 1);
  next.splice(place + by, 0, one);
  return next;
}

/** The factors that count, in their order, then those that do not. */
export function FactorOrder({ factors, onChange, isDisabled }: FactorOrderProps) {
  const others = factorTypes.filter((type) => !factors.includes(type));
  const isWeak = factors.includes('sms') && !factors.includes('totp') && !factors.includes('passkey');
  return (
    <>
      <ul className="factor-order">
        {[...factors, ...others].map((type) => {
          const place = factors.indexOf(type);
          const name = channelName(type);
          return (
            <li key={type}>
              <TickBox
                isSelected={place >= 0}
                isDisabled={isDisabled || (place >= 0 && factors.length === 1)}
                onChange={(isOn) => onChange(isOn ? [...factors, type] : factors.filter((one) => one !== type))}
              >
                {name}
              </TickBox>
              {place < 0 || isDisabled ? null : (
                <span className="row">
                  <Action
                    small
                    kind="quiet"
                    label={`${name}: earlier`}
                    isDisabled={place === 0}
                    onPress={() => onChange(moved(factors, place, -1))}
                  >
                    ↑
                  </Action>
                  <Action
                    small
                    kind="quiet"
                    label={`${name}: later`}
                    isDisabled={place === factors.length - 1}
                    onPress={() => onChange(moved(factors, place, 1))}
                  >
                    ↓
                  </Action>
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {isWeak ? (
        <Notice kind="warn">
          <p>Allow an authenticator app or a passkey too: an SMS can be read by others, and a number taken over.</p>
        </Notice>
      ) : null}
    </>
  );
}
