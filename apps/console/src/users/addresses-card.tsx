import { useRights } from '../session/session.js';
import { Badge } from '../ui/badge.js';
import { Card } from '../ui/card.js';
import { channelNames } from '../ui/channel-names.js';
import type { WholeUser } from './contract.js';
import { isAddressLimited, LimitFacts } from './limit-facts.js';
import { ReleaseUser } from './release-user.js';

/** Why a message does not arrive: what each address has used up. */
export function AddressesCard({ user }: { readonly user: WholeUser }) {
  const { may } = useRights();
  const { addresses } = user;
  if (addresses?.length === 0) return null;
  const hasUsed = addresses?.some(({ sends, failedChecks }) => sends.day.used > 0 || failedChecks.used > 0) ?? false;
  return (
    <Card
      title="Messages to them"
      help="What their addresses have used up of the limits."
      actions={hasUsed && may('support') ? <ReleaseUser user={user} withAddresses small /> : null}
    >
      {addresses === null ? (
        <p className="soft">The limits cannot be read now, since Redis does not answer.</p>
      ) : (
        addresses.map((limits) => (
          <div key={`${limits.channel} ${limits.address}`} className="stack">
            <h3 className="row">
              {channelNames[limits.channel]} {limits.address}
              {isAddressLimited(limits) ? <Badge kind="warn">Limited</Badge> : null}
            </h3>
            <LimitFacts limits={limits} />
          </div>
        ))
      )}
    </Card>
  );
}
