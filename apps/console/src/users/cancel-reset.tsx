import { ActWithReason } from './act-with-reason.js';
import { type Reset, resetsPath } from './contract.js';

/** Refuses what was asked for, or ends a mailed link. */
export function CancelReset({ reset, small = false }: { readonly reset: Reset; readonly small?: boolean }) {
  const isRequest = reset.status === 'requested';
  return (
    <ActWithReason
      label={isRequest ? 'Refuse' : 'Cancel the reset'}
      title={isRequest ? 'Refuse this request?' : 'Cancel this reset?'}
      confirm={isRequest ? 'Refuse' : 'Cancel the reset'}
      isDanger
      path={`${resetsPath}/${reset.id}/cancel`}
      done={isRequest ? 'The request is refused' : 'The reset is canceled'}
      small={small}
    >
      <p>
        {isRequest
          ? 'Nothing changes for the user, who may ask again.'
          : 'The mailed link works no longer. The factors of the user stay as they are.'}
      </p>
    </ActWithReason>
  );
}
