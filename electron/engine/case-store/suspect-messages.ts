/** The messages of a case whose verdict accuses somebody, as the exports for threat intelligence need them. */
import { z } from 'zod';
import { type SuspectMessage, suspectKinds } from '../../../shared/export/suspect-message.ts';
import type { Database } from './database.ts';

const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const names = z.array(z.string()).max(1_000);
/** The part of a line (case-records.ts) that is read here. A case file may come from anybody, so it is checked. */
const Line = z.object({
  row: z.object({
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    kind: z.enum(suspectKinds),
    confidence: z.enum(['confirmed', 'probable']).nullable(),
    sentence: z.string(),
    subject: z.string().nullable(),
    from: z.string().nullable(),
    date: z.string().nullable(),
  }),
  traits: z.object({
    fromDomains: names,
    addresses: names,
    operator: z.string().nullable(),
    tenants: names,
    at: z.string().nullable(),
  }),
});

/** In the order of the case, each bytes once. What holds no usable time cannot be told as an observation and is left out. */
export async function* streamSuspectMessages(database: Database, nameOf: (operator: string) => string): AsyncGenerator<SuspectMessage> {
  const seen = new Set<string>();
  for await (const chunk of database.stream('SELECT line FROM message ORDER BY ordinal')) {
    for (const { line } of chunk) {
      const parsed = Line.safeParse(jsonOf(String(line)));
      if (!parsed.success) continue;
      const { row, traits } = parsed.data;
      const at = [traits.at, row.date].find((time) => instant.safeParse(time).success);
      if (at === undefined || at === null || seen.has(row.sha256)) continue;
      seen.add(row.sha256);
      const { fromDomains, addresses, operator, tenants } = traits;
      const { sha256, kind, confidence, sentence, subject, from } = row;
      const operatorName = operator === null ? null : nameOf(operator);
      yield { sha256, kind, confidence, sentence, subject, from, at, fromDomains, addresses, operator, operatorName, tenants };
    }
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault;
    return null;
  }
}
