// Makes target/api/schema.ts from the schemas that the server publishes in its OpenAPI document, so that a field that
// drifts is a compile error here. Knows the part of JSON Schema that those use, and refuses the rest.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const SCHEMAS = new URL('../../server/src/main/resources/io/pharos/server/http/schemas.json', import.meta.url);
const TYPES = new URL('../target/api/schema.ts', import.meta.url);
/** What no schema can say: numbers that JavaScript cannot hold exactly come as an object of the console's own. */
const BY_HAND = { Value: "export type { Value } from '@/lib/values';" };
const KNOWN = ['$ref', 'oneOf', 'allOf', 'const', 'enum', 'type', 'items', 'required', 'properties'];
const SILENT = ['additionalProperties', 'format', 'description', 'minimum', 'maximum'];

const schemas = JSON.parse(readFileSync(SCHEMAS, 'utf8'));
const declarations = Object.entries(schemas).map(([name, schema]) =>
  name in BY_HAND ? BY_HAND[name] : `${comment(schema)}export type ${name} = ${typeOf(schema, name)};`,
);
mkdirSync(new URL('.', TYPES), { recursive: true });
writeFileSync(
  TYPES,
  [
    '// Made by scripts/types.mjs. Do not edit.',
    "import type { Value } from '@/lib/values';",
    ...declarations,
    '',
  ].join('\n\n'),
);

function typeOf(schema, where) {
  const unknown = Object.keys(schema).filter((key) => !KNOWN.includes(key) && !SILENT.includes(key));
  if (unknown.length > 0) {
    throw new Error(`${where}: scripts/types.mjs does not know ${unknown.join(', ')}`);
  }
  if (schema.$ref) return schema.$ref.split('/').at(-1);
  if (schema.oneOf) return schema.oneOf.map((each) => typeOf(each, where)).join(' | ');
  if (schema.allOf) return schema.allOf.map((each) => typeOf(each, where)).join(' & ');
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((each) => JSON.stringify(each)).join(' | ');
  switch (schema.type) {
    case 'string':
    case 'boolean':
      return schema.type;
    case 'integer':
    case 'number':
      return 'number';
    case 'array':
      return `(${typeOf(schema.items, where)})[]`;
    case 'object':
      return objectOf(schema, where);
    default:
      throw new Error(`${where}: scripts/types.mjs does not know type ${JSON.stringify(schema.type)}`);
  }
}

function objectOf({ properties, required = [], additionalProperties }, where) {
  if (properties === undefined) {
    return `Record<string, ${typeof additionalProperties === 'object' ? typeOf(additionalProperties, where) : 'unknown'}>`;
  }
  const fields = Object.entries(properties).map(
    ([name, schema]) =>
      `${comment(schema)}${JSON.stringify(name)}${required.includes(name) ? '' : '?'}: ${typeOf(schema, `${where}.${name}`)};`,
  );
  return `{\n${fields.join('\n')}\n}`;
}

function comment({ description }) {
  return description === undefined ? '' : `/** ${description.replaceAll('*/', '* /')} */\n`;
}
