import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { jsonSchemaText, schemaNames } from '../../../electron/cli/json-schemas.ts';
import { createAnalyst } from '../../../electron/engine/analyst.ts';
import { warmUpMessage } from '../../../electron/engine/warm-up.ts';
import { isBuilt, root } from '../../../electron/setup/checkout.mjs';
import { AnalysisErrorSchema, AnalysisSchema } from '../../../shared/analysis-schema.ts';
import { parseTenantDirectory } from '../../../shared/infrastructure/tenant-directory.ts';
import { alpha, learningCase, learningSnapshot } from '../../helpers/learning-case.ts';
import { readSnapshot } from '../../helpers/snapshot.ts';
import { folder, message, zip } from '../evidence.ts';

const out = (path: string) => join(root, 'out', path);

/** Runs the built command line as a pipeline would; gives its standard output as lines. */
async function waybill(argv: readonly string[], directory: string, stdin = '') {
  const child = spawn(process.execPath, [out('cli/waybill.js'), ...argv], { cwd: directory, stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(stdin);
  const text = async (stream: AsyncIterable<Buffer>) => {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
  };
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, stderr, lines: stdout.split('\n').filter((line) => line !== '') };
}

/** Checks lines of output by the JSON Schemas as they are shipped, as somebody who has nothing but those would. */
function shippedSchemas() {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  const schemas = schemaNames.map((name) => ajv.compile(JSON.parse(readFileSync(out(`schema/${name}-1.json`), 'utf8'))));
  return (line: string): boolean => schemas.some((fits) => fits(JSON.parse(line)));
}

const statement = `${JSON.stringify({ domain: 'alpha.example', operator: 'exchange-online', kind: 'tenant-id', value: alpha.id })}\n`;

describe.skipIf(!isBuilt(root))('the built command line (needs npm run build)', () => {
  it('ships the JSON Schemas that it prints', async () => {
    for (const name of schemaNames) {
      const shipped = readFileSync(out(`schema/${name}-1.json`), 'utf8');
      expect(shipped).toBe(jsonSchemaText(name));
      expect((await waybill(['schema', name], root)).lines.join('\n')).toBe(shipped.trimEnd());
    }
    const analysis = JSON.parse(readFileSync(out('schema/analysis-1.json'), 'utf8'));
    const { properties, required } = Object.values(z.toJSONSchema(AnalysisSchema).$defs ?? {})[0] ?? z.toJSONSchema(AnalysisSchema);
    expect({ properties: analysis.properties, required: analysis.required }).toEqual({ properties, required });
  });

  it('lets every worker go by the public suffix list and the bundled copies that are asked for', async () => {
    const names = Array.from({ length: 24 }, (_, index) => `mails/${index}.eml`);
    const mail = message({ from: 'alice@mail.alpha.example', ip: '40.107.117.56' });
    const directory = folder({
      ...Object.fromEntries(names.map((name) => [name, mail])),
      'dns.ndjson': '{"rrname":"mail.alpha.example","rrtype":"TXT","rdata":["v=spf1 include:spf.protection.outlook.com -all"]}\n',
      'mine.dat': 'example\nalpha.example\n',
    });
    const words = ['analyze', 'mails', '--dns', 'dns.ndjson', '--ndjson'];
    const found = async (...more: string[]) => {
      const { lines } = await waybill([...words, ...more], directory);
      const each = lines.map((line) => {
        const { message: read, replays } = JSON.parse(line);
        return `${read.from[0].organizationalDomain} ${replays.find(({ spf }: { spf: { identity: string } }) => spf.identity === 'mailfrom').spf.result}`;
      });
      return [lines.length, ...new Set(each)];
    };
    expect(await found()).toEqual([24, 'alpha.example unknown']);
    expect(await found('--psl', 'mine.dat', '--baseline')).toEqual([24, 'mail.alpha.example pass']);
  });

  it('analyses 200 messages on all cores, in input order, each by its schema', async () => {
    const names = Array.from({ length: 200 }, (_, index) => String(index).padStart(3, '0'));
    // Every tenth is large: it takes longer than those behind it.
    const body = (index: number) => (index % 10 === 0 ? 'x'.repeat(200_000) : 'x');
    const files = names.map((name, index) => [`mails/${name}.eml`, message({ subject: name, body: body(index) })]);
    const directory = folder({ ...Object.fromEntries(files), 'dns.ndjson': learningSnapshot });
    const { code, lines, stderr } = await waybill(['analyze', 'mails', '--dns', 'dns.ndjson', '--ndjson'], directory);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(lines.map((line) => JSON.parse(line).message.subject)).toEqual(names);
    const fits = shippedSchemas();
    expect(lines.filter((line) => !fits(line))).toEqual([]);
    expect(lines.every((line) => AnalysisSchema.safeParse(JSON.parse(line)).success)).toBe(true);
  });

  it('prints refusals by their schema, and goes on', async () => {
    const directory = folder({ '1.eml': message(), '2.zip': zip({ 'x.eml': message() }).subarray(0, 50), '3.txt': '', 'bad.ndjson': 'x' });
    const named = ['--tenants', 'bad.ndjson', '--operators', 'none.json', '--ndjson'];
    const { code, lines } = await waybill(['analyze', '1.eml', '2.zip', '3.txt', 'none.eml', ...named], directory);
    expect(code).toBe(1);
    expect(lines.map((line) => JSON.parse(line).schema)).toEqual([
      ...Array(2).fill('waybill/error/1'),
      'waybill/analysis/1',
      ...Array(3).fill('waybill/error/1'),
    ]);
    const batch = await waybill(['spf', '--batch', '-', '--dns', 'bad.dns'], folder({ 'bad.dns': learningSnapshot }), '{"id":7}\nx\n');
    expect(batch.lines.map((line) => JSON.parse(line).id)).toEqual([7, null]);
    const fits = shippedSchemas();
    expect([...lines, ...batch.lines].filter((line) => !fits(line))).toEqual([]);
    expect(batch.lines.every((line) => AnalysisErrorSchema.safeParse(JSON.parse(line)).success)).toBe(true);
  });

  it('prints reports by their schema', async () => {
    const report =
      '<feedback><report_metadata><org_name>recv.example</org_name><report_id>1</report_id><date_range><begin>1772323200</begin><end>1772409600</end></date_range></report_metadata>' +
      '<policy_published><domain>alpha.example</domain><p>reject</p></policy_published><record><row><source_ip>192.0.2.10</source_ip><count>2</count>' +
      '<policy_evaluated><disposition>none</disposition><dkim>fail</dkim><spf>pass</spf></policy_evaluated></row><identifiers><header_from>alpha.example</header_from></identifiers>' +
      '<auth_results><spf><domain>alpha.example</domain><result>pass</result></spf></auth_results></record></feedback>';
    const { code, lines } = await waybill(['reports', '.', '--ndjson'], folder({ 'a.xml': report, 'b.xml': '<feedback>' }));
    expect(lines.map((line) => JSON.parse(line).schema)).toContain('waybill/report/1');
    expect([0, 1]).toContain(code);
    const fits = shippedSchemas();
    expect(lines.filter((line) => !fits(line))).toEqual([]);
  });

  it('takes tenant directories and lessons to its workers', async () => {
    const directory = folder({ ...learningCase, 'dns.ndjson': learningSnapshot, 'tenants.ndjson': statement });
    const judge = async (...options: string[]) => {
      const { lines } = await waybill(['analyze', 'spoof', 'teacher', '--dns', 'dns.ndjson', '--ndjson', ...options], directory);
      return lines.map((line) => JSON.parse(line).verdict.kind);
    };
    expect(await judge()).toEqual(['laundered-pass', 'authentic']);
    expect(await judge('--tenants', 'tenants.ndjson')).toEqual(['cross-tenant-spoof', 'authentic']);
    expect(await judge('--learn')).toEqual(['cross-tenant-spoof', 'authentic']);
  });
});

describe.skipIf(!isBuilt(root))('the built worker (needs npm run build)', () => {
  function analyst() {
    const created = createAnalyst(new URL('../../../out/engine/worker.js', import.meta.url), (stack) => expect.unreachable(stack));
    onTestFinished(() => created.dispose());
    return created;
  }

  it('judges by the grounds that were set, each part as it changes', async () => {
    const { run, setGrounds, size } = analyst();
    expect(size).toBe(Math.min(8, availableParallelism()));
    expect(await run({ kind: 'warm-up', path: 'warm-up', bytes: warmUpMessage() })).toEqual({ ok: true, value: null });
    const kinds = async () => {
      const outcomes = await Promise.all(
        Array.from({ length: size * 2 }, () => run({ kind: 'summary', path: 'spoof.eml', bytes: learningCase.spoof, boundaryHop: null })),
      );
      return new Set(outcomes.map((outcome) => (outcome.ok ? outcome.value.summary.kind : outcome.error.code)));
    };
    setGrounds({ snapshot: [readSnapshot(learningSnapshot)] });
    expect(await kinds()).toEqual(new Set(['laundered-pass']));

    const declared = parseTenantDirectory(statement, 'tenants.ndjson');
    setGrounds({ declared: declared.ok ? declared.value : [] });
    expect(await kinds()).toEqual(new Set(['cross-tenant-spoof']));
    setGrounds({ declared: [] });
    expect(await kinds()).toEqual(new Set(['laundered-pass']));

    const teacher = await run({ kind: 'detail', path: 'teacher.eml', bytes: learningCase.teacher, boundaryHop: null });
    const lesson = teacher.ok ? teacher.value.taught.lesson : null;
    setGrounds({ lessons: lesson === null ? [] : [lesson] });
    expect(await kinds()).toEqual(new Set(['cross-tenant-spoof']));
  });

  it('decodes parts', async () => {
    const { run } = analyst();
    const parts = await run({ kind: 'parts', path: 'a.eml', bytes: message() });
    const [whole] = parts.ok ? parts.value : [];
    const text = await run({ kind: 'part-text', path: 'a.eml', bytes: message(), part: whole?.path ?? '' });
    expect(text.ok && text.value.text.trim()).toBe('Hello.');
  });
});
