import type { Route } from '../route/route.js';
import { createWebhookRoutes } from './create.js';
import { deleteWebhookRoutes } from './delete.js';
import { getWebhookRoutes } from './get.js';
import { listWebhooksRoutes } from './list.js';
import { listWebhookMessagesRoutes } from './list-messages.js';
import { replayFailedRoutes } from './replay-failed.js';
import { replayWebhookMessageRoutes } from './replay-message.js';
import { rotateWebhookRoutes } from './rotate.js';
import { testWebhookRoutes } from './send-test.js';
import { updateWebhookRoutes } from './update.js';

const pairs = [
  createWebhookRoutes,
  listWebhooksRoutes,
  getWebhookRoutes,
  updateWebhookRoutes,
  deleteWebhookRoutes,
  rotateWebhookRoutes,
  testWebhookRoutes,
  listWebhookMessagesRoutes,
  replayFailedRoutes,
  replayWebhookMessageRoutes,
];

/** Where an application is told of what happens. */
export const webhookRoutes: readonly Route[] = pairs.map(([own]) => own);

/** The same for an admin, who names the application in the path. */
export const adminWebhookRoutes: readonly Route[] = pairs.map(([, admin]) => admin);
