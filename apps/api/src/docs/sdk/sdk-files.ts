import { commentOf, membersOf, nameOfRef, type Schema, spaced, type TypeContext, typeOf } from './schema-type.js';
import {
  answersOf,
  bodyOf,
  type NamedOperation,
  operationsOf,
  type Parameter,
  type SdkDocument,
} from './sdk-document.js';

const header = '// Written from the OpenAPI document by apps/api/dist/docs/sdk/write-sdk-files.js; not by hand.\n';

/** `challenges` for "Challenges"; with `-types.ts` behind it, the file of what its paths take and answer. */
const slug = (tag: string): string => tag.toLowerCase().replaceAll(' ', '-');

/** What a list takes in its query is named after what it lists. */
function queryName(operation: NamedOperation): string {
  const ref = answersOf(operation).find((answer) => answer?.$ref)?.$ref ?? '';
  return `${nameOfRef(ref).replace(/Page$/, '')}Query`;
}

const parametersIn = (place: Parameter['in'], { parameters = [] }: NamedOperation): readonly Parameter[] =>
  parameters.filter((parameter) => parameter.in === place);

function querySchema(operation: NamedOperation): Schema | undefined {
  const query = parametersIn('query', operation);
  if (query.length === 0) return undefined;
  return { type: 'object', properties: Object.fromEntries(query.map(({ name, schema }) => [name, schema])) };
}

interface NamedSchema {
  readonly name: string;
  readonly schema: Schema;
  /** Of the first operation that needs it. */
  readonly tag: string;
  readonly isInput: boolean;
}

/** Every name that the operations need, with what those need in turn. */
function namedSchemas(document: SdkDocument): ReadonlyMap<string, NamedSchema> {
  const named = new Map<string, NamedSchema>();
  const add = (name: string, schema: Schema, place: Pick<NamedSchema, 'tag' | 'isInput'>): void => {
    const known = named.get(name);
    if (known && (known.isInput || !place.isInput)) return;
    named.set(name, { name, schema, tag: known?.tag ?? place.tag, isInput: place.isInput });
    follow(schema, place);
  };
  const follow = (schema: Schema, place: Pick<NamedSchema, 'tag' | 'isInput'>): void => {
    const refer = (name: string): void => add(name, document.components.schemas[name] ?? {}, place);
    typeOf(schema, { refer, isInput: place.isInput });
  };
  for (const operation of operationsOf(document)) {
    const [tag] = operation.tags;
    const query = querySchema(operation);
    if (query) add(queryName(operation), query, { tag, isInput: true });
    const body = bodyOf(operation);
    if (body) follow(body, { tag, isInput: true });
    for (const answer of answersOf(operation)) if (answer) follow(answer, { tag, isInput: false });
  }
  return named;
}

/** Keeps which names a file needs from others. */
function importing(named: ReadonlyMap<string, NamedSchema>, ownTag = '') {
  const needed = new Set<string>();
  const importOf = (tag: string): string => {
    const names = [...needed].filter((name) => named.get(name)?.tag === tag).toSorted();
    return `import type { ${names.join(', ')} } from './${slug(tag)}-types.js';\n`;
  };
  const lines = (): string => {
    const tags = [...new Set([...needed].map((name) => named.get(name)?.tag ?? ''))].filter((tag) => tag !== ownTag);
    return tags.length === 0 ? '' : `\n${tags.toSorted().map(importOf).join('')}`;
  };
  return { refer: (name: string) => void needed.add(name), lines };
}

function declaration({ name, schema, isInput }: NamedSchema, context: Omit<TypeContext, 'isInput'>): string {
  const inner = { ...context, isInput };
  const comment = commentOf(schema, '');
  if (!schema.properties) return `${comment}export type ${name} =${spaced(typeOf(schema, inner))};\n`;
  return `${comment}export interface ${name} {\n${membersOf(schema, inner, '  ')}}\n`;
}

function typesFile(tag: string, named: ReadonlyMap<string, NamedSchema>): string {
  const imports = importing(named, tag);
  const own = [...named.values()].filter((one) => one.tag === tag).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const declarations = own.map((one) => declaration(one, imports));
  return [header + imports.lines(), ...declarations].join('\n');
}

/** What one operation takes and answers, as a line of the table. */
function operationEntry(operation: NamedOperation, refer: TypeContext['refer']): string {
  const path = parametersIn('path', operation).map(({ name }) => `${name}: string`);
  const body = bodyOf(operation);
  const bodyKey = operation.requestBody?.required ? 'body:' : 'body?: undefined |';
  const query = querySchema(operation) && queryName(operation);
  if (query) refer(query);
  const takes = [
    ...(path.length > 0 ? [`path: { ${path.join('; ')} }`] : []),
    ...(query ? [`query?: ${query} | undefined`] : []),
    ...(body ? [`${bodyKey} ${typeOf(body, { refer, isInput: true }, '  ')}`] : []),
  ];
  const answers = answersOf(operation).map((schema) => (schema ? typeOf(schema, { refer, isInput: false }) : 'void'));
  const parts = takes.length === 0 ? '{ path?: undefined }' : `{ ${takes.join('; ')} }`;
  const comment = commentOf({ description: `${operation.summary}.` }, '  ');
  return `${comment}  '${operation.name}': { parts: ${parts}; answer: ${[...new Set(answers)].join(' | ')} };\n`;
}

function operationsFile(document: SdkDocument, named: ReadonlyMap<string, NamedSchema>): string {
  const imports = importing(named);
  const entries = operationsOf(document).map((operation) => operationEntry(operation, imports.refer));
  const table = `/** What each method and path of the API takes and answers. */\nexport interface Operations {\n${entries.join('')}}\n`;
  return [header + imports.lines(), table].join('\n');
}

/** Events whose data is alike are one member, so that a program may handle them as one. */
function eventsFile({ webhooks, components }: SdkDocument): string {
  const needed = new Set<string>();
  const context = { refer: (name: string) => void needed.add(name), isInput: false };
  const typesByData = new Map<string, string[]>();
  for (const [type, { post }] of Object.entries(webhooks)) {
    const data = typeOf(bodyOf(post)?.properties?.['data'] ?? {}, context, '      ');
    typesByData.set(data, [...(typesByData.get(data) ?? []), `        /** ${post.summary} */\n        | '${type}'`]);
  }
  const members = [...typesByData].map(
    ([data, types]) =>
      `  | {\n      readonly type:\n${types.join('\n')};\n      /** When it happened. */\n      readonly timestamp: string;\n      readonly data: ${data};\n    }`,
  );
  const named = [...needed].map((name) => `type ${name} = ${typeOf(components.schemas[name] ?? {}, context)};\n`);
  const union = `/** What a webhook is told, by \`type\`. */\nexport type WebhookEvent =\n${members.join('\n')};\n`;
  return [header, ...named, union].join('\n');
}

function errorCodesFile(document: SdkDocument): string {
  const codes = operationsOf(document).flatMap(({ responses }) =>
    Object.entries(responses).flatMap(([status, { description }]) => (status < '400' ? [] : description.split(', '))),
  );
  const lines = [...new Set(codes)].toSorted().map((code) => `  | '${code}'`);
  return `${header}\n/** The codes with which Otpost refuses, or says that it cannot. */\nexport type ApiErrorCode =\n${lines.join('\n')};\n`;
}

/** What is written below packages/sdk/src/generated: each file by its name. */
export function sdkFiles(document: SdkDocument): Readonly<Record<string, string>> {
  const named = namedSchemas(document);
  const tags = [...new Set([...named.values()].map(({ tag }) => tag))];
  return {
    ...Object.fromEntries(tags.map((tag) => [`${slug(tag)}-types.ts`, typesFile(tag, named)])),
    'operations.ts': operationsFile(document, named),
    'webhook-event.ts': eventsFile(document),
    'api-error-code.ts': errorCodesFile(document),
  };
}
