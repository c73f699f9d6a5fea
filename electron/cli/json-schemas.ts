/** JSON Schemas of what the command line prints, generated from the zod schemas. */
import { z } from 'zod';
import { AnalysisErrorSchema, AnalysisSchema } from '../../shared/analysis-schema.ts';
import { ExposureSchema } from '../../shared/exposure-schema.ts';
import { ReportSchema } from '../../shared/report-schema.ts';

const schemas = { analysis: AnalysisSchema, report: ReportSchema, exposure: ExposureSchema, error: AnalysisErrorSchema } as const;

export type SchemaName = keyof typeof schemas;
export const schemaNames = Object.keys(schemas) as readonly SchemaName[];

/** The schema (JSON Schema 2020-12) as indented JSON with a final line end. Shipped as `out/schema/<name>-1.json`. */
export function jsonSchemaText(name: SchemaName): string {
  const { $schema, $ref, $defs = {}, ...rest } = z.toJSONSchema(schemas[name]);
  // zod puts a schema that has an id behind a reference to itself; readers expect to find it at the top.
  const [root, ...others] = Object.values($defs);
  if ($ref !== undefined && others.length > 0) throw new Error(`The schema ${name} refers to others; write them out together.`);
  const body = $ref === undefined || root === undefined ? rest : root;
  return `${JSON.stringify({ $schema, $id: `urn:waybill:${name}:1`, ...body }, null, 2)}\n`;
}
