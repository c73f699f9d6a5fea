/** Decides what an input is by its bytes. Its name is never asked: evidence arrives as `mail.txt`, `report` or `invoice.pdf`. */
import { bufferOver } from '../message/decode.ts';
import { scanMessage } from '../message/header-scanner.ts';
import { isMbox } from './mbox.ts';
import { isTar } from './tar.ts';

export type InputKind =
  | 'message'
  | 'mbox'
  | 'zip'
  | 'gzip'
  | 'tar'
  /** Outlook's .msg, an OLE compound file. */
  | 'msg'
  /** XML of RFC 7489 appendix C or RFC 9990. */
  | 'aggregate-report'
  /** JSON of RFC 8460. */
  | 'tls-report'
  /** Any DNS snapshot format (product.md, DNS snapshot). */
  | 'snapshot'
  /** A tenant directory: which tenants belong to which domains. */
  | 'tenants'
  /** The user's own entries of the catalogue of operators. */
  | 'operators'
  /** A public suffix list, as publicsuffix.org writes it. */
  | 'suffixes'
  /** A case of Waybill: a DuckDB database. */
  | 'case'
  | 'empty'
  | 'unknown';

/** Enough to see past a long comment in XML or the first fields of a message. */
const headSize = 64 * 1024;

/** Field names that real messages begin with or hardly lack; prose and web pages have lines like `Note: …`, but none of these. */
const usualFields = new Set(
  `return-path received received-spf delivered-to envelope-to delivery-date authentication-results arc-seal dkim-signature domainkey-signature
   from to cc subject date message-id mime-version content-type reply-to sender in-reply-to references x-original-to x-received x-mailer`.split(
    /\s+/,
  ),
);

/** Takes the whole input; looks at its first 64 KiB, and further only to tell an mbox from one message. Never throws. */
export function sniff(bytes: Uint8Array): InputKind {
  return sniffMagic(bytes) ?? sniffText(bytes);
}

function sniffMagic(bytes: Uint8Array): InputKind | null {
  const magic = bufferOver(bytes).toString('hex', 0, 8);
  // Local file, empty archive, and the mark of a split archive.
  if (['504b0304', '504b0506', '504b0708'].some((signature) => magic.startsWith(signature))) {
    return 'zip';
  }
  if (magic.startsWith('1f8b')) {
    return 'gzip';
  }
  if (magic === 'd0cf11e0a1b11ae1') {
    return 'msg';
  }
  if (isCase(bytes)) {
    return 'case';
  }
  return isTar(bytes) ? 'tar' : null;
}

/** DuckDB writes a checksum first and its name behind it. Whether the database is a case, opening it tells. */
export function isCase(head: Uint8Array): boolean {
  return bufferOver(head).toString('latin1', 8, 12) === 'DUCK';
}

function sniffText(bytes: Uint8Array): InputKind {
  const { text, isWide } = readHead(bytes);
  const start = text.trimStart();
  if (start === '' || /^[\s\0]*$/.test(start)) {
    return bytes.length <= headSize ? 'empty' : 'unknown';
  }
  if (start.startsWith('<') && isFeedback(start)) {
    return 'aggregate-report';
  }
  // The report reader honours a UTF-16 mark; a message in UTF-16 is no longer the octets that travelled, so its offsets mean nothing.
  if (isWide) {
    return 'unknown';
  }
  if (start.startsWith('{') || start.startsWith('[')) {
    return sniffJson(start);
  }
  if (isSnapshotText(start)) {
    return 'snapshot';
  }
  if (isSuffixList(start)) {
    return 'suffixes';
  }
  if (isMbox(bytes)) {
    return 'mbox';
  }
  return isMessage(bytes) ? 'message' : 'unknown';
}

/** The first 64 KiB, one character a byte, or decoded where a UTF-16 byte order mark says so. */
function readHead(bytes: Uint8Array): { text: string; isWide: boolean } {
  const head = bufferOver(bytes.subarray(0, headSize));
  const mark = head.toString('hex', 0, 3);
  if (mark.startsWith('fffe') || mark.startsWith('feff')) {
    return { text: new TextDecoder(mark.startsWith('fffe') ? 'utf-16le' : 'utf-16be').decode(head), isWide: true };
  }
  return { text: head.toString('latin1', mark === 'efbbbf' ? 3 : 0), isWide: false };
}

/** A `feedback` element under any prefix. Not only as the root: reports that open with a stray `<xs:schema …>` are in the wild. */
function isFeedback(text: string): boolean {
  return /<(?:[\w.-]{1,64}:)?feedback[\s/>]/i.test(text);
}

function sniffJson(text: string): InputKind {
  if (/"(rrname|rrtype)"\s*:/.test(text) || /^\{\s*"snapshot"\s*:/.test(text)) {
    return 'snapshot';
  }
  if (/"(organization-name|report-id|policy-type|contact-info)"\s*:/.test(text)) {
    return 'tls-report';
  }
  if (isTenantDirectory(text)) {
    return 'tenants';
  }
  if (isOperatorFile(text)) {
    return 'operators';
  }
  // mailauth's DNS cache: {"a.example": {"TXT": [...]}}.
  return /^\{\s*"[^"]*"\s*:\s*\{\s*"(?:A|AAAA|CNAME|MX|NS|PTR|SOA|SPF|TXT)"\s*:/.test(text) ? 'snapshot' : 'unknown';
}

/** The first object, of NDJSON or of an array, makes a whole statement: its values are strings, so it ends at the first brace outside of one. */
function isTenantDirectory(text: string): boolean {
  const first = /^(?:\[\s*)?(\{(?:[^"{}]|"(?:[^"\\]|\\.)*")*\})/.exec(text)?.[1];
  return first !== undefined && ['domain', 'operator', 'kind', 'value'].every((member) => first.includes(`"${member}"`));
}

/** Every entry says where and when its claims were found, and how well they stand (shared/infrastructure/operator.ts). */
function isOperatorFile(text: string): boolean {
  return ['sources', 'retrieved', 'says', 'standing'].every((member) => text.includes(`"${member}"`));
}

/** The text that dig prints, a BIND zone file, or the YAML of the SPF test suites. */
function isSnapshotText(text: string): boolean {
  if (/^;/.test(text) && /^;.*(?:DiG|->>HEADER<<-|(?:ANSWER|QUESTION|AUTHORITY) SECTION)/m.test(text)) {
    return true;
  }
  if (/^[ \t]*zonedata[ \t]*:/m.test(text) && /^(?:#|---|description[ \t]*:|tests[ \t]*:|zonedata[ \t]*:)/.test(text)) {
    return true;
  }
  const lines = text.slice(0, 4_096).split(/\r?\n/);
  const line = lines.find((candidate) => candidate.trim() !== '' && !candidate.startsWith(';')) ?? '';
  // A lifetime or the class must be there, in upper case: `Have a nice day` is not an address record.
  const record =
    /^[^\s:;]{1,255}[ \t]+(?:\d{1,10}[ \t]+(?:IN[ \t]+)?|IN[ \t]+(?:\d{1,10}[ \t]+)?)(?:A|AAAA|TXT|MX|PTR|CNAME|NS|SOA|SPF|DNAME|SRV|CAA)[ \t]/;
  return /^\$(?:ORIGIN|TTL|INCLUDE)\s/i.test(line) || record.test(line);
}

/** Marks that publicsuffix.org writes into its list. A list of rules alone could be any list of words: such a file is opened as what it is. */
const suffixMark = /^\/\/ ?(?:===BEGIN (?:ICANN|PRIVATE) DOMAINS===|VERSION: ?\d{4}-|COMMIT: ?[0-9a-f]{40})/;

/** A mark of the list, above which there are comments and rules (single words) and nothing else. */
function isSuffixList(text: string): boolean {
  for (const line of text.split(/\r\n?|\n/)) {
    if (suffixMark.test(line)) {
      return true;
    }
    if (!line.startsWith('//') && /\S\s+\S/.test(line)) {
      return false;
    }
  }
  return false;
}

/** A usual field anywhere in the header, or a first line that can only be a field. */
function isMessage(bytes: Uint8Array): boolean {
  const [first, ...others] = scanMessage(bytes.subarray(0, headSize)).headers;
  if (first === undefined) {
    return false;
  }
  return /^[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*$/.test(first.name) || [first, ...others].some((field) => usualFields.has(field.key));
}
