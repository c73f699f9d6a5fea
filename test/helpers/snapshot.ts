/** Snapshot files from text, for tests of formats. */
import type { SnapshotFile } from '../../shared/dns/rr-set.ts';
import { buildSnapshot, parseSnapshot } from '../../shared/dns/snapshot.ts';
import type { DnsAnswer, DnsType } from '../../shared/facts/dns.ts';
import type { Refusal } from '../../shared/outcome.ts';

/** Reads the text as a snapshot file named `test.dns`; throws where it is refused. */
export function readSnapshot(text: string, name = 'test.dns'): SnapshotFile {
  const outcome = parseSnapshot(new TextEncoder().encode(text), name);
  if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message} (${outcome.error.at ?? ''})`);
  return outcome.value;
}

/** Why the text is refused, or null. */
export function refusalOf(text: string): Refusal | null {
  const outcome = parseSnapshot(new TextEncoder().encode(text), 'test.dns');
  return outcome.ok ? null : outcome.error;
}

/** Asks `NAME TYPE` of the files; without its source, so that expectations stay short. */
export function ask(
  files: SnapshotFile | readonly SnapshotFile[],
  question: string,
  time = 0,
): Record<string, unknown> | readonly string[] | string {
  const [name = '', type = 'TXT'] = question.split(' ');
  const answer: DnsAnswer = buildSnapshot(Array.isArray(files) ? files : [files as SnapshotFile])
    .at(time)
    .resolve({ name, type: type as DnsType });
  switch (answer.kind) {
    case 'records':
      return answer.records;
    case 'absent':
      return answer.reason;
    case 'failed':
      return answer.rcode;
    case 'not-captured':
      return answer.kind;
  }
}
