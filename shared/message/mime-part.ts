/** What the header of one MIME part says about it (RFC 2045). */
import { bytesToText, unfold } from './decode.ts';
import { parseParameters } from './parameters.ts';

export interface PartHeader {
  /** `type/subtype` in lower case. */
  readonly contentType: string;
  readonly boundary: string | null;
  readonly charset: string | null;
  readonly filename: string | null;
  /** Content-Transfer-Encoding in lower case; `7bit` where there is none (RFC 2045 section 6.1). */
  readonly encoding: string;
}

/** The offsets of one field, from `readHeaderLines`. */
interface FieldRange {
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly bodyStart: number;
  readonly bodyEnd: number;
}

/**
 * Takes the field offsets of the part's header. Of two fields with one name the first counts; only a second Content-Type that announces
 * parts wins over a first that does not, because that is what the delimiters in the body then show.
 */
export function readPartHeader(bytes: Uint8Array, fields: readonly FieldRange[], defaultType: string): PartHeader {
  const types = bodiesOf(bytes, fields, 'content-type').map(parseParameters);
  const type = types.find((candidate) => candidate.value.startsWith('multipart/') && candidate.parameters.has('boundary')) ?? types[0];
  const [disposition] = bodiesOf(bytes, fields, 'content-disposition').map(parseParameters);
  const [encoding] = bodiesOf(bytes, fields, 'content-transfer-encoding').map(parseParameters);
  return {
    // RFC 2045 section 5.2: a missing or unreadable type means plain text.
    contentType: type !== undefined && /^[^\s/]+\/[^\s/]+$/.test(type.value) ? type.value : defaultType,
    boundary: type?.parameters.get('boundary') || null,
    charset: type?.parameters.get('charset') || null,
    filename: disposition?.parameters.get('filename') || type?.parameters.get('name') || null,
    encoding: encoding?.value || '7bit',
  };
}

/** The unfolded bodies of the fields with this name, in order. */
function bodiesOf(bytes: Uint8Array, fields: readonly FieldRange[], key: string): string[] {
  return fields
    .filter(
      ({ nameStart, nameEnd }) =>
        nameEnd - nameStart === key.length && bytesToText(bytes.subarray(nameStart, nameEnd)).toLowerCase() === key,
    )
    .map(({ bodyStart, bodyEnd }) => unfold(bytesToText(bytes.subarray(bodyStart, bodyEnd))).trim());
}
