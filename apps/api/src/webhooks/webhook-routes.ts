import type { Route } from '../route/route.js';
import { createWebhookRoute } from './create.js';
import { deleteWebhookRoute } from './delete.js';
import { getWebhookRoute } from './get.js';
import { listWebhooksRoute } from './list.js';
import { listWebhookMessagesRoute } from './list-messages.js';
import { replayWebhookMessageRoute } from './replay-message.js';
import { rotateWebhookRoute } from './rotate.js';
import { testWebhookRoute } from './send-test.js';
import { updateWebhookRoute } from './update.js';

/** Where an application is told of what happens. */
export const webhookRoutes: readonly Route[] = [
  createWebhookRoute,
  listWebhooksRoute,
  getWebhookRoute,
  updateWebhookRoute,
  deleteWebhookRoute,
  rotateWebhookRoute,
  testWebhookRoute,
  listWebhookMessagesRoute,
  replayWebhookMessageRoute,
];
