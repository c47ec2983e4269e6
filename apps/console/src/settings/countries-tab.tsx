import { type FormEvent, useState } from 'react';
import { useRights } from '../session/session.js';
import { Action } from '../ui/action.js';
import { Card } from '../ui/card.js';
import { Field } from '../ui/field.js';
import { Notice } from '../ui/notice.js';
import { SwitchField } from '../ui/switch-field.js';
import { TickBox } from '../ui/tick-box.js';
import type { Application } from './contract.js';
import { type Country, countries, countryName } from './country-names.js';
import { SaveBar } from './save-bar.js';
import { useSaveApplication } from './use-save-application.js';

const every = '*';

function matches({ code, name }: Country, asked: string): boolean {
  const wanted = asked.trim().toLowerCase();
  return name.toLowerCase().includes(wanted) || code.toLowerCase() === wanted;
}

function CountryList({
  first,
  chosen,
  onChange,
  isDisabled,
}: {
  /** Those that were ticked when the form was opened stand before all others. */
  readonly first: readonly string[];
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
  readonly isDisabled: boolean;
}) {
  const [asked, setAsked] = useState('');
  const [ordered] = useState(() =>
    countries.toSorted((a, b) => Number(first.includes(b.code)) - Number(first.includes(a.code))),
  );
  const shown = ordered.filter((country) => matches(country, asked));
  const turn = (code: string, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(code);
    else next.delete(code);
    onChange(next);
  };
  return (
    <>
      <Field label="Find a country" type="search" value={asked} onChange={setAsked} autoComplete="off" />
      <fieldset className="countries">
        <legend className="hidden">Countries that may receive SMS</legend>
        {shown.map(({ code, name }) => (
          <TickBox
            key={code}
            isSelected={chosen.has(code)}
            onChange={(isChosen) => turn(code, isChosen)}
            isDisabled={isDisabled}
          >
            {name} <span className="soft">{code}</span>
          </TickBox>
        ))}
      </fieldset>
      {shown.length === 0 ? <p className="soft">No country has “{asked}” in its name.</p> : null}
    </>
  );
}

/** Which countries may receive SMS: none until they are ticked. */
export function CountriesTab({ application }: { readonly application: Application }) {
  const { may } = useRights();
  const [base] = useState(application);
  const before = base.settings.smsCountries;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(before));
  const { save, ...saving } = useSaveApplication(base);
  const isEvery = chosen.has(every);
  const isChanged = chosen.size !== before.length || before.some((code) => !chosen.has(code));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save({ settings: { smsCountries: [...chosen].toSorted() } });
  };
  const named = [...chosen].map(countryName).toSorted();
  return (
    <form className="stack" onSubmit={submit}>
      <Card
        title="Countries for SMS"
        help="Tick where your users live, and no others: whoever can make you send SMS to a dear country earns by it."
      >
        <p aria-live="polite">
          {chosen.size === 0 ? (
            <strong>No country is ticked: no SMS is sent.</strong>
          ) : (
            <>
              <strong>{isEvery ? 'Every country' : `${chosen.size} of ${countries.length}`}</strong>
              {isEvery ? '' : `: ${named.slice(0, 8).join(', ')}${named.length > 8 ? ' and more' : ''}`}
            </>
          )}
        </p>
        <SwitchField
          label="Every country"
          isSelected={isEvery}
          onChange={(isOn) => setChosen(new Set(isOn ? [every] : []))}
          isDisabled={!may('admin')}
        />
        {isEvery ? (
          <Notice kind="warn">
            <p>Set limits a day and by block of numbers as well, or a robot can spend your money.</p>
          </Notice>
        ) : (
          <>
            <CountryList first={before} chosen={chosen} onChange={setChosen} isDisabled={!may('admin')} />
            {may('admin') && chosen.size > 0 ? (
              <div className="row">
                <Action small kind="quiet" onPress={() => setChosen(new Set())}>
                  Untick all
                </Action>
              </div>
            ) : null}
          </>
        )}
      </Card>
      <SaveBar {...saving} base={base} isChanged={isChanged} />
    </form>
  );
}
