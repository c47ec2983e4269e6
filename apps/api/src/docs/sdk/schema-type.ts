/** The part of JSON Schema that our document is written in. */
export interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly type?: string | readonly string[];
  readonly enum?: readonly (string | number | boolean | null)[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly description?: string;
  readonly default?: unknown;
}

export interface TypeContext {
  /** Called for each name that the type refers to. */
  readonly refer: (name: string) => void;
  /** What a caller writes may hold `undefined`; what comes back never does. */
  readonly isInput: boolean;
}

export const nameOfRef = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);

const plainTypes: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
};

const inQuotes = (text: string): string => `'${text.replaceAll("'", String.raw`\'`)}'`;
const literal = (value: string | number | boolean | null): string =>
  typeof value === 'string' ? inQuotes(value) : String(value);

/** A union stands on lines of its own when it would be long. */
function union(types: readonly string[], indent: string): string {
  const distinct = [...new Set(types)];
  const line = distinct.join(' | ');
  if (line.length < 90 || line.includes('\n')) return line;
  return distinct.map((type) => `\n${indent}  | ${type}`).join('');
}

/** What stands behind a colon or an equals sign: a type on lines of its own needs no space before it. */
export const spaced = (type: string): string => (type.startsWith('\n') ? type : ` ${type}`);

/** A comment of one line or several; nothing for what has no description. */
export function commentOf({ description: own, allOf = [], default: value }: Schema, indent: string): string {
  const description = own ?? allOf.find((part) => part.description)?.description;
  const always = value === undefined || value === null ? '' : ` Left out: \`${JSON.stringify(value)}\`.`;
  const text = `${description ?? ''}${always}`.trim().replaceAll('*/', '*\\/');
  return text === '' ? '' : `${indent}/** ${text} */\n`;
}

/** The members of an object, each on a line, without the braces. */
export function membersOf(schema: Schema, context: TypeContext, indent: string): string {
  const required = new Set(schema.required);
  const members = Object.entries(schema.properties ?? {}).map(([name, member]) => {
    const key = /^\w+$/.test(name) ? name : inQuotes(name);
    const type = typeOf(member, context, indent);
    const isRequired = required.has(name);
    const orUndefined = context.isInput && !isRequired ? ' | undefined' : '';
    const declared = `readonly ${key}${isRequired ? '' : '?'}:${spaced(type)}${orUndefined};`;
    return `${commentOf(member, indent)}${indent}${declared}\n`;
  });
  return members.join('');
}

function objectType(schema: Schema, context: TypeContext, indent: string): string {
  if (schema.properties) return `{\n${membersOf(schema, context, `${indent}  `)}${indent}}`;
  const { additionalProperties: values } = schema;
  return `Readonly<Record<string, ${typeof values === 'object' ? typeOf(values, context, indent) : 'unknown'}>>`;
}

function arrayType({ items = {} }: Schema, context: TypeContext, indent: string): string {
  const type = typeOf(items, context, indent);
  return type.includes(' | ') ? `readonly (${type})[]` : `readonly ${type}[]`;
}

/** The TypeScript of a schema. Throws for what it does not know, so that nothing is left out in silence. */
export function typeOf(schema: Schema, context: TypeContext, indent = ''): string {
  if (schema.$ref) {
    context.refer(nameOfRef(schema.$ref));
    return nameOfRef(schema.$ref);
  }
  // A name with words of its own for one place: the words are in the comment.
  const told = schema.allOf?.filter((part) => part.$ref);
  if (schema.allOf && told?.length === 1 && told[0]) return typeOf(told[0], context, indent);
  const inner = (part: Schema): string => typeOf(part, context, indent);
  if (schema.anyOf) return union(schema.anyOf.map(inner), indent);
  if (schema.enum) return union(schema.enum.map(literal), indent);
  if (Array.isArray(schema.type)) {
    return union(
      schema.type.map((type: string) => inner({ ...schema, type })),
      indent,
    );
  }
  if (schema.type === 'object') return objectType(schema, context, indent);
  if (schema.type === 'array') return arrayType(schema, context, indent);
  if (schema.type === undefined && Object.keys(schema).every((key) => key === 'description')) return 'unknown';
  const plain = typeof schema.type === 'string' ? plainTypes[schema.type] : undefined;
  if (plain) return plain;
  throw new Error(`There is no type for ${JSON.stringify(schema)}`);
}
