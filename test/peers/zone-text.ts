/** Worlds as zone files, for a name server and for our own reader alike. */
import { livingZones, type SpfCase, type WorldRecord } from './spf-worlds.ts';

const serial = 2026112401;

/** The living zones by name, each as the text of a zone file. */
export function zoneTexts(cases: readonly SpfCase[]): ReadonlyMap<string, string> {
  const lines = new Map<string, string[]>(
    livingZones.map((zone) => [zone, [`$ORIGIN ${zone}.`, `@ 60 IN SOA ns.test. host.test. ${serial} 60 60 60 60`, '@ 60 IN NS ns.test.']]),
  );
  lines.get('test')?.push('ns 60 IN A 127.0.0.1');
  for (const { records } of cases) {
    for (const record of records) {
      const zone = livingZones.find((each) => record.name.endsWith(`.${each}`)) ?? '';
      lines.get(zone)?.push(`${escapeName(record.name)} 60 IN ${record.type} ${dataOf(record)}`);
    }
  }
  return new Map([...lines].map(([zone, list]) => [zone, `${list.join('\n')}\n`]));
}

function dataOf({ type, data }: WorldRecord): string {
  switch (type) {
    case 'A':
    case 'AAAA':
      return data;
    case 'CNAME':
    case 'PTR':
      return escapeName(data);
    case 'MX': {
      const [preference, exchange = '.'] = data.split(' ');
      return `${preference} ${escapeName(exchange)}`;
    }
    case 'TXT':
      return stringsOf(data).map(quote).join(' ');
  }
}

/** Character strings of at most 255 octets (RFC 1035 section 3.3); some records are cut earlier, in the middle of a word. */
function stringsOf(text: string): string[] {
  const length = text.length % 7 === 3 ? Math.max(1, Math.ceil(text.length / 3)) : 255;
  const strings: string[] = [];
  for (let start = 0; start === 0 || start < text.length; start += length) strings.push(text.slice(start, start + length));
  return strings;
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** RFC 1035 section 5.1: whatever is no letter, digit, hyphen or underscore is written by its number. */
function escapeName(name: string): string {
  if (name === '.') return '.';
  return `${name.replace(/[^a-z0-9_.-]/gi, (character) => `\\${String(character.charCodeAt(0)).padStart(3, '0')}`)}.`;
}
