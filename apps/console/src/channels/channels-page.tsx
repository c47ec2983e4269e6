import { channelNames, messageChannels } from '../ui/channel-names.js';
import './channels.css';
import { useChange, useRead } from '../api/client.js';
import { useRights } from '../session/session.js';
import { LinkAction } from '../ui/action.js';
import { Card } from '../ui/card.js';
import { Empty } from '../ui/empty.js';
import { ProblemNotice } from '../ui/notice.js';
import { Page, Waiting } from '../ui/page.js';
import { tellDone } from '../ui/toasts.js';
import { type Channel, type Provider, providersPath } from './contract.js';
import { ProviderOrder } from './provider-order.js';

interface ChannelCardProps {
  readonly channel: Channel;
  readonly providers: readonly Provider[];
}

function ChannelCard({ channel, providers }: ChannelCardProps) {
  const { may } = useRights();
  const order = useChange<readonly string[]>({
    method: 'PUT',
    path: `${providersPath}/order`,
    body: (ids) => ({ channel, ids }),
    makesOld: [providersPath],
  });
  const before = providers.map(({ id }) => id);
  const put = (ids: readonly string[]): void =>
    order.mutate(ids, { onSuccess: () => tellDone('The order is saved', () => order.mutate(before)) });
  const connect = (
    <LinkAction to={`/channels/new/${channel}`} kind={providers.length === 0 ? 'main' : 'plain'} icon="plus">
      Connect a provider
    </LinkAction>
  );
  return (
    <Card
      title={channelNames[channel]}
      {...(providers.length > 1
        ? {
            help: 'Asked from the top. Drag to change the order, or use the keyboard: Enter on the handle, arrows, Enter.',
          }
        : {})}
      actions={providers.length > 0 && may('admin') ? connect : null}
    >
      <ProblemNotice problem={order.problem} />
      {providers.length === 0 ? (
        <Empty icon={channel === 'email' ? 'deliveries' : 'phone'} title={`Nothing sends ${channelNames[channel]} yet`}>
          <p className="soft">
            {channel === 'email'
              ? 'Any SMTP server will do, such as that of your mail service.'
              : 'Connect AWS SNS, Twilio, or a gateway of your own by webhook.'}
          </p>
          {may('admin') ? connect : null}
        </Empty>
      ) : (
        <ProviderOrder
          providers={providers}
          mayOrder={may('admin')}
          onOrder={put}
          label={`Providers for ${channelNames[channel]}`}
        />
      )}
    </Card>
  );
}

/** What sends the messages of each channel, in the order in which it is asked. */
export function ChannelsPage() {
  const { data, problem } = useRead<{ providers: readonly Provider[] }>(providersPath, { everyMilliseconds: 5000 });
  return (
    <Page
      title="Channels"
      lead="What sends the codes. The first that works is asked first; when it fails, the next one is."
    >
      {data ? (
        messageChannels.map(({ id: channel }) => (
          <ChannelCard
            key={channel}
            channel={channel}
            providers={data.providers.filter((one) => one.channel === channel)}
          />
        ))
      ) : (
        <Waiting problem={problem} />
      )}
    </Page>
  );
}
