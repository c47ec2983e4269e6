import { useChange } from '../api/client.js';
import { Action } from '../ui/action.js';
import { Notice } from '../ui/notice.js';
import type { Channel, Provider } from './contract.js';

interface CheckConnectionProps {
  readonly channel: Channel;
  readonly kind: string;
  /** What the form holds now, as it would be sent. */
  readonly config: () => Record<string, unknown>;
  /** Whose secrets are taken where none was typed. */
  readonly provider?: Provider;
}

/** Asks the provider by a call that sends nothing, before anything is saved. */
export function CheckConnection({ channel, kind, config, provider }: CheckConnectionProps) {
  const check = useChange<void, { readonly verified: boolean }>({
    method: 'POST',
    path: '/admin/v1/providers/verify',
    body: () => ({ channel, kind, config: config(), ...(provider ? { id: provider.id } : {}) }),
    makesOld: [],
  });
  const words =
    check.data?.verified === false
      ? 'This kind cannot be asked without a message. Save it, and send a test.'
      : 'It answers, and accepts these settings.';
  return (
    <>
      <Action isPending={check.isPending} onPress={() => check.mutate()}>
        Check the connection
      </Action>
      <div role="status" className="grow">
        {check.data ? (
          <Notice kind="good">
            <p>{words}</p>
          </Notice>
        ) : null}
        {check.problem ? (
          <Notice kind="bad">
            <p>{check.problem.errors[0]?.message ?? check.problem.message}</p>
          </Notice>
        ) : null}
      </div>
    </>
  );
}
