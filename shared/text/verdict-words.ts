/** How a verdict is called for people, and how loud it is. The sentence itself comes from the analysis. */
import type { VerdictKind } from '../facts/verdict.ts';
import type { Tone } from './paint.ts';

export const verdictWords: Readonly<Record<VerdictKind, { readonly label: string; readonly tone: Tone }>> = {
  'cross-tenant-spoof': { label: 'CROSS-TENANT SPOOF', tone: 'badge-bad' },
  'laundered-pass': { label: 'LAUNDERED PASS', tone: 'badge-bad' },
  forwarded: { label: 'FORWARDED', tone: 'badge-good' },
  authentic: { label: 'AUTHENTIC', tone: 'badge-good' },
  'shared-pass-unattributed': { label: 'SHARED PASS, TENANT UNKNOWN', tone: 'badge-warning' },
  'misaligned-sender': { label: 'MISALIGNED SENDER', tone: 'badge-warning' },
  unauthorised: { label: 'UNAUTHORISED', tone: 'badge-warning' },
  indeterminate: { label: 'INDETERMINATE', tone: 'badge-plain' },
};

/** The tone of an SPF, DKIM, ARC or DMARC result word. */
export function resultTone(result: string): Tone {
  if (result === 'pass') return 'good';
  if (result === 'fail' || result === 'softfail' || result === 'permerror') return 'bad';
  return result === 'none' || result === 'neutral' ? 'faint' : 'warning';
}
