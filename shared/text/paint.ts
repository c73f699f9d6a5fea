/** Colours of a terminal, or none. Meaning never depends on them: every painted word says the same without. */

export type Tone =
  | 'strong'
  | 'faint'
  | 'good'
  | 'bad'
  | 'warning'
  | 'accent'
  | 'badge-good'
  | 'badge-bad'
  | 'badge-warning'
  | 'badge-plain';

/** SGR parameters (ECMA-48 section 8.3.117): the sixteen colours only, which every theme of a terminal defines legibly. */
const codes: Readonly<Record<Tone, readonly [on: string, off: string]>> = {
  strong: ['1', '22'],
  faint: ['2', '22'],
  good: ['32', '39'],
  bad: ['1;31', '22;39'],
  warning: ['33', '39'],
  accent: ['36', '39'],
  'badge-good': ['1;30;42', '22;39;49'],
  'badge-bad': ['1;97;41', '22;39;49'],
  'badge-warning': ['1;30;43', '22;39;49'],
  'badge-plain': ['1;7', '22;27'],
};

export type Paint = (tone: Tone, text: string) => string;

/** `colour: false` gives a paint that leaves text as it is. */
export function createPaint(colour: boolean): Paint {
  return (tone, text) => (colour && text !== '' ? `\u001b[${codes[tone][0]}m${text}\u001b[${codes[tone][1]}m` : text);
}
