import { CORE_SCHEMA, load } from 'js-yaml';
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
 *
 * A parser that knows no places reads what is right, at a third of the cost: a course is read at every start. The other
 * one is asked where a mistake must be placed.
 */
export function readYaml<S extends z.ZodType>(source: string, schema: S, report: Report, firstLine = 1): Checked<z.output<S>> | undefined {
  const quick = quickly(source);
  const checked = quick && schema.safeParse(quick.raw);
  if (quick && checked?.success) {
    let document: Placed | undefined;
    return { value: checked.data, raw: quick.raw, lineOf: (path) => (document ??= placed(source)).lineOf(path, firstLine) };
  }
  return carefully(source, schema, report, firstLine);
}

/** Undefined for what is no YAML, or uses more of it than the core schema. */
function quickly(source: string): { readonly raw: unknown } | undefined {
  try {
    return { raw: load(source, { schema: CORE_SCHEMA }) };
  } catch {
    return undefined;
  }
}

interface Placed {
  readonly document: Document.Parsed;
  lineAt(offset: number, firstLine: number): number;
  lineOf(path: readonly PropertyKey[], firstLine: number): number;
}

function placed(source: string): Placed {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, uniqueKeys: true, logLevel: 'error' });
  const lineAt = (offset: number, firstLine: number) => lines.linePos(offset).line + firstLine - 1;
  return { document, lineAt, lineOf: (path, firstLine) => lineAt(offsetOf(document, path), firstLine) };
}

function carefully<S extends z.ZodType>(source: string, schema: S, report: Report, firstLine: number): Checked<z.output<S>> | undefined {
  const { document, lineAt, ...found } = placed(source);
  for (const error of document.errors) report(lineAt(error.pos[0], firstLine), `broken YAML: ${error.message}`);
  if (document.errors.length > 0) return undefined;

  let raw: unknown;
  try {
    raw = document.toJS({ maxAliasCount: 20 });
  } catch (error) {
    // an alias that leads nowhere, or too many of them
    report(firstLine, `broken YAML: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
  const lineOf = (path: readonly PropertyKey[]) => found.lineOf(path, firstLine);
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
