import { existsSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

/** Discord's own description of its API, where a copy lies beside the repository; elsewhere only `rules.ts` checks. */
const SPEC = new URL('../../../../shared/specs/discord-openapi.json', import.meta.url);
export const hasSpec = existsSync(SPEC);

let ajv: Ajv2020 | undefined;

/** Why a body breaks the named schema of the specification; empty when it fits, or when there is no specification. */
export function schemaProblems(name: string, body: unknown): string[] {
  if (!hasSpec) return [];
  ajv ??= load();
  const validate = ajv.getSchema(`discord#/components/schemas/${name}`);
  if (!validate) throw new Error(`no schema ${name}`);
  return validate(body)
    ? []
    : (validate.errors ?? []).slice(0, 5).map((e) => `${name}${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
}

/** Only the schemas that are asked for are compiled: the file has 539. */
function load(): Ajv2020 {
  const all = new Ajv2020({ strict: false, validateSchema: false, logger: false, allErrors: false });
  formats.default(all);
  const { components } = JSON.parse(readFileSync(SPEC, 'utf8')) as { components: { schemas: Record<string, unknown> } };
  close(components.schemas);
  all.addSchema({ $id: 'discord', components: { schemas: components.schemas } });
  return all;
}

/** Objects take no fields but those described; permissions are strings on the wire. In place. */
function close(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  const schema = node as Record<string, unknown>;
  if (typeof schema['properties'] === 'object') {
    schema['additionalProperties'] ??= false;
    const properties = schema['properties'] as Record<string, unknown>;
    if ('default_member_permissions' in properties)
      properties['default_member_permissions'] = { type: ['string', 'null'], pattern: '^\\d+$' };
  }
  for (const child of Object.values(schema)) close(child);
}
