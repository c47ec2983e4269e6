import type { Server } from 'node:http';
import { readMasterKeys } from '@otpost/config/master-keys';
import { newId } from '@otpost/core/ids';
import { masterKeys } from '@otpost/core/keyring/master-keys';
import type { ProviderKinds } from '@otpost/core/settings/providers/provider-kinds';
import { toListenError } from '@otpost/process/listen-error';
import type { OpenProcess } from '@otpost/process/open-process';
import { serveMetrics } from '@otpost/process/serve-metrics';
import { createApp } from './app.js';
import { limitConnections, mostConnections } from './http/limit-connections.js';
import { createRequestObserver } from './request-observer.js';
import { apiRoutes } from './routes.js';
import { createApiServer } from './server.js';
import { stopServer } from './stop-server.js';

export interface RunningApi {
  readonly port: number;
  /** Null when no metrics are served. */
  readonly metricsPort: number | null;
  /** Not ready from now on; takes no new connections, and gives the requests under way ten seconds. */
  stop(): Promise<void>;
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const refuse = (error: Error) => reject(toListenError(error, { host, port, variable: 'OTPOST_PORT' }));
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** Serves the API of an opened process. Rejects when a port is taken. */
export async function startApi(opened: OpenProcess, kinds: ProviderKinds): Promise<RunningApi> {
  const { context, config, log, metrics } = opened;
  const admin = { kinds, masterKeys: masterKeys(await readMasterKeys(config, context.randomBytes)) };
  let stopping = false;
  const probe = async () => (stopping ? { problems: ['This process is stopping'], degraded: [] } : opened.ready());
  const { listener } = createApp({
    context,
    routes: apiRoutes({ probe, admin, publicUrl: config.publicUrl }),
    kinds,
    publicUrl: config.publicUrl,
    trustedProxies: config.trustedProxies,
    observe: createRequestObserver(log, metrics),
    reportFault: (error, { requestId, route }) => log.error({ error, requestId, route }, 'request failed'),
    // Told once a second: while a part is down every request meets it.
    reportOutage: (error, { requestId, route }) => context.warn('Requests are refused', { error, requestId, route }),
  });
  const server = createApiServer(listener, `${config.publicUrl}/docs/errors`, () => newId('req', context.randomBytes));
  const most = mostConnections();
  if (most !== undefined) limitConnections(server, most, () => context.warn('Connections are refused', { most }));
  // First what may be refused: a process that cannot start takes no request.
  const metricsServer = await serveMetrics(opened);
  const port = await listen(server, config.port, config.host);
  // Accepting failed, for want of descriptors say. Without a listener it would end the process.
  server.on('error', (error) => context.warn('A connection could not be taken', { error }));
  return {
    port,
    metricsPort: metricsServer?.port ?? null,
    stop: async () => {
      stopping = true;
      await stopServer(server);
      await metricsServer?.close();
    },
  };
}
