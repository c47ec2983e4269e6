import { applicationRoutes } from '../../routes.js';
import { openApiDocument } from '../openapi-document.js';
import type { Schema } from './schema-type.js';

interface Content {
  readonly content?: { readonly 'application/json'?: { readonly schema: Schema } };
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: Schema;
  readonly description?: string;
}

export interface Operation {
  readonly tags: readonly [string];
  readonly summary: string;
  readonly description: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content & { readonly required: boolean };
  readonly responses: Readonly<Record<string, Content & { readonly description: string }>>;
}

export interface SdkDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly webhooks: Readonly<Record<string, { readonly post: Operation }>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** The part of the OpenAPI document that is for applications. */
export function sdkDocument(): SdkDocument {
  return openApiDocument(applicationRoutes('https://otpost.example.com')) as SdkDocument;
}

export interface NamedOperation extends Operation {
  /** `POST /v1/challenges/{id}/check` */
  readonly name: string;
}

/** Sorted by tag, in the order of the route table. */
export function operationsOf({ paths }: SdkDocument): readonly NamedOperation[] {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, name: `${method.toUpperCase()} ${path}` })),
  );
  const tags = [...new Set(all.map(({ tags: [tag] }) => tag))];
  return tags.flatMap((tag) => all.filter(({ tags: [own] }) => own === tag));
}

export const bodyOf = ({ requestBody }: Operation): Schema | undefined =>
  requestBody?.content?.['application/json']?.schema;

/** What a good answer may hold: one schema for each status that has one. */
export function answersOf({ responses }: Operation): readonly (Schema | undefined)[] {
  const good = Object.entries(responses).filter(([status]) => status < '300');
  return good.map(([, { content }]) => content?.['application/json']?.schema);
}
