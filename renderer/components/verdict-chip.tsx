/** A verdict as shape and word; colour only repeats what they say. */
import type { VerdictKind } from '../../shared/facts/verdict.ts';
import { confidenceWords, verdictWords } from '../words.ts';
import { VerdictIcon } from './icons.tsx';

export type Tone = 'fail' | 'warn' | 'pass' | 'info' | 'unknown';

const tones: Readonly<Record<VerdictKind, Tone>> = {
  'cross-tenant-spoof': 'fail',
  'laundered-pass': 'warn',
  forwarded: 'info',
  authentic: 'pass',
  'shared-pass-unattributed': 'unknown',
  'misaligned-sender': 'warn',
  unauthorised: 'fail',
  indeterminate: 'unknown',
};

export function toneOf(kind: VerdictKind): Tone {
  return tones[kind];
}

interface Properties {
  readonly kind: VerdictKind;
  readonly confidence?: 'confirmed' | 'probable' | null;
}

export function VerdictChip({ kind, confidence = null }: Properties) {
  return (
    <span className="chip" data-tone={tones[kind]} title={verdictWords[kind].meaning}>
      <VerdictIcon kind={kind} size={13} />
      <span>{verdictWords[kind].label}</span>
      {confidence !== null && <span className="chip-note">{confidenceWords[confidence]}</span>}
    </span>
  );
}
