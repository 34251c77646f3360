import { isMap, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import type { Report } from './problem.js';

/** YAML read and checked by a schema, with a way from a path in the value to its line. */
export interface Checked<T> {
  /** Undefined when the schema found a mistake. */
  readonly value: T | undefined;
  /** As it stands in the file. */
  readonly raw: unknown;
  lineOf(path: readonly PropertyKey[]): number;
}

/**
 * Reads YAML and checks it. Every mistake is reported with its line; undefined for what is no YAML.
 * `firstLine` is the line of the file on which the source begins (front matter starts at 2).
 */
export function readYaml<S extends z.ZodType>(source: string, schema: S, report: Report, firstLine = 1): Checked<z.output<S>> | undefined {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const lineAt = (offset: number) => lines.linePos(offset).line + firstLine - 1;
  for (const error of document.errors) report(lineAt(error.pos[0]), `broken YAML: ${error.message}`);
  if (document.errors.length > 0) return undefined;

  let raw: unknown;
  try {
    raw = document.toJS({ maxAliasCount: 20 });
  } catch (error) {
    // an alias that leads nowhere, or too many of them
    report(firstLine, `broken YAML: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
  const lineOf = (path: readonly PropertyKey[]) => lineAt(offsetOf(document, path));
  const checked = schema.safeParse(raw);
  if (checked.success) return { value: checked.data, raw, lineOf };
  for (const issue of checked.error.issues) {
    report(lineOf(issue.path), `${issue.path.map(String).join('.') || 'document'}: ${issue.message}`);
  }
  return { value: undefined, raw, lineOf };
}

/** The offset of the deepest node that exists on the path. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  let offset = 0;
  for (let depth = 0; depth <= path.length; depth++) {
    const node = document.getIn(path.slice(0, depth).map((p) => (typeof p === 'symbol' ? String(p) : p)), true);
    if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) break;
    offset = Number(node.range[0]);
    // a map's own start is its first key; a value's key is nearer to what the author sees
    if (!isMap(node) && !isSeq(node)) break;
  }
  return offset;
}
