/** `waybill schema`: the JSON Schema of the output, for whoever reads it by machine. */
import { jsonSchemaText, schemaNames } from '../json-schemas.ts';
import { defineVerb, UsageError } from '../verb.ts';

export default defineVerb({
  name: 'schema',
  summary: 'print the JSON Schema of an output',
  usage: ['schema [analysis | report | exposure | error]'],
  help: `
Prints the JSON Schema (2020-12) of the objects that --json and --ndjson give:

  analysis    of "analyze" (waybill/analysis/1, the default)
  report      of "reports" (waybill/report/1)
  exposure    of "exposure" (waybill/exposure/1)
  error       of the first two, for what cannot be read (waybill/error/1)`,
  examples: ['waybill schema > analysis.schema.json', 'waybill schema error'],
  options: {},
  async run({ positionals }, io) {
    const [wanted = 'analysis', surplus] = positionals;
    const name = schemaNames.find((each) => each === wanted);
    if (name === undefined || surplus !== undefined) throw new UsageError(`Name one schema: ${schemaNames.join(', ')}.`);
    await io.stdout.write(jsonSchemaText(name));
    return 0;
  },
});
