/** The header fields and, behind them, as much of the body as was fetched: one text with the offsets of the evidence. */
import type { Detail, SourceField } from '../../../shared/facts/detail.ts';
import { bodyHeader } from '../../coverage.ts';
import type { BodyText } from '../../store.ts';

/** UTF-8 where the octets are that, else one character an octet; a character that the end cuts is left out. */
function readOctets(octets: string): string {
  if (/^\p{ASCII}*$/u.test(octets)) return octets;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(
      Uint8Array.from(octets, (octet) => octet.charCodeAt(0)),
      { stream: true },
    );
  } catch {
    return octets;
  }
}

function pseudoField(index: number, start: number, end: number, text: string): SourceField {
  const span = { start, end };
  return { index, name: '', span, valueSpan: span, text, decoded: '' };
}

/** The fields for `layoutLines`: the empty line and the body stand under the number behind the last field. */
export function wholeSource({ source, bodySpan }: Pick<Detail, 'source' | 'bodySpan'>, body: BodyText | undefined): readonly SourceField[] {
  if (body === undefined || body.text === '') return source;
  const index = source.length;
  const headerEnd = source.at(-1)?.span.end ?? bodySpan.start;
  const separator =
    headerEnd < bodySpan.start ? [pseudoField(index, headerEnd, bodySpan.start, '\n'.padStart(bodySpan.start - headerEnd, '\r'))] : [];
  return [...source, ...separator, pseudoField(index, body.start, body.start + body.text.length, readOctets(body.text))];
}

/** How many octets of the body are not shown. */
export function bodyLeftOut({ bodySpan }: Pick<Detail, 'bodySpan'>, body: BodyText | undefined): number {
  return body === undefined ? 0 : Math.max(0, bodySpan.end - body.start - body.text.length);
}

/** Whether a line is of the body. */
export function isBodyLine(detail: Detail, header: number): boolean {
  return header === bodyHeader(detail);
}
