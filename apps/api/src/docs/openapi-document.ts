import {
  OpenAPIRegistry,
  OpenApiGeneratorV31,
  type ResponseConfig,
  type RouteConfig,
} from '@asteasolutions/zod-to-openapi';
import { type ErrorCode, errorCatalogue } from '@otpost/core/errors';
import { z } from 'zod';
import type { Access } from '../authentication/caller.js';
import { problemSchema } from '../http/problem.js';
import type { DescribedRoute } from '../route/route.js';
import { withPortablePatterns } from './portable-patterns.js';
import { nameSchemas } from './schema-names.js';
import { webhookOperations } from './webhook-operations.js';

const idempotencyKey = z
  .string()
  .min(1)
  .max(255)
  .optional()
  .describe(
    '1 to 255 printable ASCII characters. For 24 hours the same request gets the same answer and does nothing twice.',
  );

const proof = z
  .string()
  .optional()
  .describe(
    'Id of an approved challenge of this user with purpose `proof`, at most five minutes old. Spent by one change.',
  );

function headersOf({ replay, takesProof }: DescribedRoute) {
  if (!replay && !takesProof) return {};
  const fields = {
    ...(replay ? { 'Idempotency-Key': idempotencyKey } : {}),
    ...(takesProof ? { 'Otpost-Proof': proof } : {}),
  };
  return { headers: z.object(fields) };
}

/** The codes that a route may answer beside its own, by what it takes. */
function allErrors(route: DescribedRoute): ErrorCode[] {
  const codes: ErrorCode[] = ['invalid_request', 'internal_error', ...route.errors];
  if (route.access !== 'anyone') codes.push('unauthenticated', 'forbidden', 'unavailable');
  if (typeof route.access === 'object' && route.access.stepUp) codes.push('step_up_required');
  if (route.method !== 'get') codes.push('payload_too_large');
  if (route.method !== 'get' && !route.otherBodies) codes.push('unsupported_media_type');
  if (route.replay) codes.push('idempotency_mismatch', 'idempotency_in_flight');
  return [...new Set(codes)];
}

function problemAnswers(route: DescribedRoute): Record<string, ResponseConfig> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of allErrors(route)) {
    const { status } = errorCatalogue[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const content = { 'application/problem+json': { schema: problemSchema } };
  const entries = [...byStatus].map(([status, codes]) => [String(status), { description: codes.join(', '), content }]);
  return Object.fromEntries(entries) as Record<string, ResponseConfig>;
}

function goodAnswers(route: DescribedRoute): Record<string, ResponseConfig> {
  const entries = Object.entries(route.answers).map(([status, { description, schema, mediaTypes = [] }]) => {
    const texts = mediaTypes.map((type) => [type, { schema: { type: 'string' as const } }]);
    const json = schema ? [['application/json', { schema }]] : [];
    const content = texts.length + json.length > 0 ? { content: Object.fromEntries([...json, ...texts]) } : {};
    return [status, { description, ...content }];
  });
  return Object.fromEntries(entries) as Record<string, ResponseConfig>;
}

const securityOf = (route: DescribedRoute) => {
  if (route.access === 'anyone') return [];
  return [typeof route.access === 'object' ? { adminKey: [] } : { applicationKey: [] }];
};

/** `postChallengesByIdCheck` for POST /v1/challenges/:id/check. */
function operationId(route: DescribedRoute): string {
  const words = route.path.split(/[/.-]/).filter((word) => word !== '' && word !== 'v1');
  const capitalized = words.map((word) => {
    const name = word.startsWith(':') ? `by-${word.slice(1)}` : word;
    return name.replaceAll(/(?:^|-)(\w)/g, (_match, letter: string) => letter.toUpperCase());
  });
  return route.method + capitalized.join('');
}

function requestBody(schema: z.ZodType, { bodyExample: example, otherBodies = {} }: DescribedRoute) {
  const required = !schema.safeParse(undefined).success;
  const others = Object.entries(otherBodies).map(([type, other]) => [type, { schema: other }]);
  const json = { schema, ...(example === undefined ? {} : { example }) };
  return { required, content: { 'application/json': json, ...Object.fromEntries(others) } };
}

function whoMay(access: Access): string {
  if (access === 'anyone') return '';
  if (typeof access === 'string') return `Scope \`${access}\`. `;
  const where = access.reach === 'installation' ? ', of all applications' : '';
  const fresh = access.stepUp ? '; a second factor within the last five minutes' : '';
  return `Role \`${access.role}\`${where}${fresh}. `;
}

function toOperation(route: DescribedRoute): RouteConfig {
  return {
    method: route.method,
    path: route.path.replaceAll(/:(\w+)/g, '{$1}'),
    operationId: operationId(route),
    tags: [route.tag],
    summary: route.summary,
    description: whoMay(route.access) + (route.description ?? ''),
    security: securityOf(route),
    request: {
      ...(route.params ? { params: route.params } : {}),
      ...(route.query ? { query: route.query } : {}),
      ...headersOf(route),
      ...(route.body ? { body: requestBody(route.body, route) } : {}),
    },
    responses: { ...problemAnswers(route), ...goodAnswers(route) },
  };
}

/** The OpenAPI 3.1 document, from the very schemas that parse the requests. */
export function openApiDocument(routes: readonly DescribedRoute[]): object {
  nameSchemas();
  const registry = new OpenAPIRegistry();
  const scheme = (key: string) => ({ type: 'http' as const, scheme: 'bearer', description: `\`${key}...\`` });
  registry.registerComponent('securitySchemes', 'applicationKey', scheme('otp_live_'));
  registry.registerComponent('securitySchemes', 'adminKey', scheme('otp_admin_'));
  for (const route of routes) registry.registerPath(toOperation(route));
  for (const operation of webhookOperations()) registry.registerWebhook(operation);
  const document = new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Otpost',
      version: '1',
      description: 'Proves that a person holds an address. Every error is explained at [/docs/errors](/docs/errors).',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set([...routes.map((route) => route.tag), 'Events'])].map((name) => ({ name })),
  });
  return withPortablePatterns(document);
}
