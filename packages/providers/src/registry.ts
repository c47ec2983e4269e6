import type { ProviderDefinition } from '@otpost/provider-kit/provider-definition';
import { smtpProvider } from './smtp/smtp-provider.js';
import { snsProvider } from './sns/sns-provider.js';
import { twilioProvider } from './twilio/twilio-provider.js';
import { webhookProvider } from './webhook/webhook-provider.js';

/** The providers that come with Otpost: one line each. */
export const builtInProviders: readonly ProviderDefinition[] = [
  smtpProvider,
  snsProvider,
  twilioProvider,
  webhookProvider,
];
