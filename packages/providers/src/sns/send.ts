import { PublishCommand, type PublishCommandInput, type SNSClient } from '@aws-sdk/client-sns';
import { outcomeOfFailure } from '@otpost/provider-kit/http-outcomes';
import type { Message } from '@otpost/provider-kit/message';
import type { Outcome } from '@otpost/provider-kit/outcome';
import { startDeadline } from '@otpost/provider-kit/start-deadline';
import type { SnsConfig } from './config.js';
import { SnsExchangeError } from './create-sns-handler.js';
import { outcomeOfError, unreadableAnswer } from './outcomes.js';

export interface SnsSend {
  readonly client: SNSClient;
  readonly config: SnsConfig;
  readonly sendMilliseconds: number;
}

/** SNS API reference, Publish: an SMS of at most 1,600 characters in all its parts. */
const longestText = 1600;

/** Publishes one SMS. */
export async function sendBySns(
  { client, config, sendMilliseconds }: SnsSend,
  message: Message,
  outer: AbortSignal,
): Promise<Outcome> {
  if (message.text.length > longestText) {
    return { class: 'permanent', detail: 'The text is longer than the 1,600 characters that SNS takes.' };
  }
  const deadline = startDeadline(sendMilliseconds, outer);
  try {
    // Fetched first, so that keys which cannot be had are known to have sent nothing.
    const refused = await credentialsFault(client, deadline.signal);
    if (refused) return refused;
    const command = new PublishCommand(publishInput(config, message));
    const { MessageId, $metadata } = await client.send(command, { abortSignal: deadline.signal });
    // A UUID; emulators are content with less, and have taken the message all the same.
    if (!MessageId || !/^[\w-]{1,100}$/.test(MessageId)) return unreadableAnswer($metadata.httpStatusCode ?? 0);
    return { class: 'accepted', detail: 'SNS took the message.', providerMessageId: MessageId };
  } catch (error) {
    return outcomeOfThrown(error);
  } finally {
    deadline.clear();
  }
}

async function credentialsFault(client: SNSClient, signal: AbortSignal): Promise<Outcome | undefined> {
  const ended = new Promise<'ended'>((resolve) => {
    if (signal.aborted) resolve('ended');
    signal.addEventListener('abort', () => resolve('ended'), { once: true });
  });
  try {
    const first = await Promise.race([client.config.credentials(), ended]);
    if (first !== 'ended') return undefined;
    return {
      class: 'failover',
      detail: 'The AWS keys of this machine could not be fetched in time; nothing was handed over.',
    };
  } catch (error) {
    const detail = `No AWS keys: enter them, or give this machine a role (${nameOf(error)}).`;
    return { class: 'config', detail, providerCode: nameOf(error) };
  }
}

function outcomeOfThrown(error: unknown): Outcome {
  if (error instanceof SnsExchangeError) return outcomeOfFailure(error.failure, 'SNS');
  const { Code, message, $metadata } = error as {
    Code?: string;
    message?: string;
    $metadata?: { httpStatusCode?: number };
  };
  const status = $metadata?.httpStatusCode ?? 0;
  // The SDK throws for a 2xx that is not the documented XML as well.
  if (status >= 200 && status < 300) return unreadableAnswer(status);
  return Code === undefined
    ? outcomeOfError(status, '', 'the answer was not readable')
    : outcomeOfError(status, Code, message ?? '');
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}

function publishInput(config: SnsConfig, message: Message): PublishCommandInput {
  const { senderId, maxPrice, originationNumber, entityId, templateId } = config;
  const attribute = (name: string, type: 'String' | 'Number', value: string | undefined) =>
    value === undefined ? {} : { [name]: { DataType: type, StringValue: value } };
  return {
    PhoneNumber: message.to,
    Message: message.text,
    MessageAttributes: {
      // Optimised for delivery, not for cost: codes are worthless late.
      ...attribute('AWS.SNS.SMS.SMSType', 'String', 'Transactional'),
      ...attribute('AWS.SNS.SMS.SenderID', 'String', senderId),
      ...attribute('AWS.SNS.SMS.MaxPrice', 'Number', maxPrice),
      ...attribute('AWS.MM.SMS.OriginationNumber', 'String', originationNumber),
      ...attribute('AWS.MM.SMS.EntityId', 'String', entityId),
      ...attribute('AWS.MM.SMS.TemplateId', 'String', templateId),
    },
  };
}
