import { describe, expect, it } from 'vitest';
import { run } from '../run.ts';

describe('waybill schema', () => {
  it.each([
    [[], 'waybill/analysis/1', ['schema', 'evidence', 'message', 'verdict', 'questions']],
    [['analysis'], 'waybill/analysis/1', ['replays', 'dkim', 'arc', 'dmarc', 'claims', 'tenants']],
    [['report'], 'waybill/report/1', ['schema', 'evidence', 'kind']],
    [['exposure'], 'waybill/exposure/1', ['schema', 'domain', 'sentence', 'spf', 'space', 'terms', 'dmarc', 'missing']],
    [['error'], 'waybill/error/1', ['schema', 'evidence', 'error']],
  ])('prints the JSON Schema %j', async (argv, id, properties) => {
    const { code, out } = await run(['schema', ...argv]);
    expect(code).toBe(0);
    const schema = JSON.parse(out);
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(schema.$id).toBe(`urn:${id.replaceAll('/', ':')}`);
    expect(schema.properties.schema.const).toBe(id);
    expect(schema.additionalProperties).toBe(false);
    for (const property of properties) expect(schema.required).toContain(property);
  });
});
