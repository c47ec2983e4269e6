import type { Attributes } from '@opentelemetry/api';
import type { StepEnd, StepFacts } from '@otpost/core/trace/traces-port';

export const attributeNames: { readonly [Fact in Exclude<keyof StepFacts, 'failed'>]-?: string } = {
  applicationId: 'otpost.application.id',
  channel: 'otpost.channel',
  kind: 'otpost.delivery.kind',
  status: 'otpost.status',
  reason: 'otpost.reason',
  valid: 'otpost.check.valid',
  send: 'otpost.send',
  attempt: 'otpost.attempt',
  providerId: 'otpost.provider.id',
  providerKind: 'otpost.provider.kind',
  outcome: 'otpost.outcome',
  queueWaitMilliseconds: 'otpost.queue_wait_ms',
  // The name that OpenTelemetry gives to it.
  error: 'error.type',
};

export const challengeName = 'otpost.challenge.id';
export const noticeName = 'otpost.notice.id';
export const requestName = 'otpost.request.id';

/** What a span tells of a step, by names that are kept: dashboards and alerts are made of them. */
export function spanAttributes({ subjectId, facts }: StepEnd, requestId: string | undefined): Attributes {
  const attributes: Attributes = { [subjectId.startsWith('ch_') ? challengeName : noticeName]: subjectId };
  if (requestId !== undefined) attributes[requestName] = requestId;
  for (const [fact, name] of Object.entries(attributeNames)) {
    const value = facts[fact as keyof typeof attributeNames];
    if (value !== undefined && value !== null) attributes[name] = value;
  }
  return attributes;
}
