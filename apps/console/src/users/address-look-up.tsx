import { type FormEvent, useState } from 'react';
import { useChange } from '../api/client.js';
import { Action } from '../ui/action.js';
import { Card } from '../ui/card.js';
import { Notice, ProblemNotice } from '../ui/notice.js';
import { ActWithReason } from './act-with-reason.js';
import { AddressFields, type AddressOfApplication, noAddress, useChosenApplication } from './address-fields.js';
import { type AddressLimits, limitsPath, madeOldByActs } from './contract.js';
import { isAddressLimited, LimitFacts } from './limit-facts.js';

interface Looked {
  readonly at: AddressOfApplication;
  readonly limits: AddressLimits;
}

function LookedUp({
  looked: { at, limits },
  onReleased,
}: {
  readonly looked: Looked;
  readonly onReleased: () => void;
}) {
  return (
    <div className="stack" role="status">
      <Notice kind={isAddressLimited(limits) ? 'warn' : 'good'}>
        <p>
          <strong>
            {limits.address}{' '}
            {isAddressLimited(limits) ? 'is limited' : 'is free: messages go out and codes are looked at'}.
          </strong>
        </p>
      </Notice>
      <LimitFacts limits={limits} />
      <div className="row">
        <ActWithReason
          label="Release"
          title={`Release ${limits.address}?`}
          confirm="Release"
          path={`${limitsPath}/release`}
          more={{ ...at }}
          makesOld={madeOldByActs}
          done={`${limits.address} is released`}
          onDone={onReleased}
        >
          <p>What it was sent and what was answered wrong is forgotten. A suppression stays: see Suppressed.</p>
        </ActWithReason>
      </div>
    </div>
  );
}

/** An address is looked up by its whole text alone, since it is kept as a keyed hash. */
export function AddressLookUp() {
  const [value, setValue] = useState(noAddress);
  const [looked, setLooked] = useState<Looked>();
  const applicationId = useChosenApplication(value);
  const read = useChange<AddressOfApplication, AddressLimits>({
    method: 'POST',
    path: `${limitsPath}/read`,
    body: (at) => at,
    makesOld: [],
  });
  const look = (at: AddressOfApplication): void =>
    read.mutate(at, { onSuccess: (limits) => setLooked({ at, limits }) });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (value.address.trim() !== '') look({ ...value, applicationId, address: value.address.trim() });
  };
  return (
    <Card
      title="Look up an address"
      help="Why does somebody get no message? See what their address has used up. It needs the whole address."
    >
      <form className="filters" onSubmit={submit}>
        <AddressFields
          value={value}
          onChange={(next) => {
            setValue(next);
            setLooked(undefined);
          }}
          error={read.problem?.messageOf('address')}
        />
        <Action icon="search" type="submit" isPending={read.isPending}>
          Look up
        </Action>
      </form>
      <ProblemNotice problem={read.problem} shownElsewhere={['address']} />
      {looked ? <LookedUp looked={looked} onReleased={() => look(looked.at)} /> : null}
    </Card>
  );
}
