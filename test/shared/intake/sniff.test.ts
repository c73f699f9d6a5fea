import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type InputKind, sniff } from '../../../shared/intake/sniff.ts';
import { tarOf, zipOf } from '../../helpers/archives.ts';
import { bytesOf, utf8 } from '../../helpers/message-text.ts';

const feedback = '<feedback><report_metadata/></feedback>';
const source = '{"id":"a","url":"https://x.example/","retrieved":"2026-11-01","says":"ranges","standing":"published"}';
const wide = (text: string, mark: number[], swap: boolean) => {
  const body = Buffer.from(text, 'utf16le');
  return Uint8Array.from([...mark, ...(swap ? body.swap16() : body)]);
};

describe('sniff', () => {
  it.each<[string, Uint8Array, InputKind]>([
    ['a message', utf8('From: a@a.example\r\n\r\nx'), 'message'],
    ['a message without body', utf8('Received: from a by b; 1 Jan 2026 00:00:00 +0000'), 'message'],
    ['a message with CR line ends', utf8('From: a@a.example\r\rx'), 'message'],
    ['a message behind an mbox line', utf8('From a@a.example Sat Jan  3 01:05:34 2026\nA: 1\n\nx'), 'message'],
    ['a message behind a byte order mark and empty lines', utf8('\ufeff\r\n\r\nSubject: x\r\n\r\n'), 'message'],
    ['a message whose first line is damaged', utf8('xx yy\nReceived: by a\n\n'), 'message'],
    ['a message of one unusual field', utf8('X-Thing: 1\n\n'), 'message'],
    ['a message with an HTML body that quotes a report', utf8(`Subject: x\n\n${feedback}`), 'message'],
    ['two messages in an mbox', utf8('From a@a.example Sat Jan  3 01:05:34 2026\nA: 1\n\nx\n\nFrom b 2026\nB: 2\n\n'), 'mbox'],
    ['a zip', zipOf([{ name: 'a', content: utf8('x') }]), 'zip'],
    ['an empty zip', zipOf([]), 'zip'],
    ['a gzip', gzipSync('x'), 'gzip'],
    ['a tar', tarOf([{ name: 'a', content: utf8('x') }]), 'tar'],
    ['an Outlook .msg', bytesOf('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest'), 'msg'],
    ['an aggregate report', utf8(`<?xml version="1.0"?>\n${feedback}`), 'aggregate-report'],
    ['one with a prefix, a comment and a newline first', utf8(`\n<!-- x --><d:feedback xmlns:d="urn:x">`), 'aggregate-report'],
    ['one behind a stray schema element', utf8(`<?xml version="1.0"?><xs:schema>\n${feedback}`), 'aggregate-report'],
    ['one in UTF-16', wide(feedback, [0xff, 0xfe], false), 'aggregate-report'],
    ['one in UTF-16, the other way round', wide(feedback, [0xfe, 0xff], true), 'aggregate-report'],
    ['a TLS report', utf8('{"organization-name":"a","policies":[]}'), 'tls-report'],
    ['a native snapshot', utf8('{"snapshot":"waybill/dns/1","complete":true}\n'), 'snapshot'],
    ['a native snapshot without its first line', utf8('{"rrname":"a.example","rrtype":"TXT","rdata":["x"]}\n'), 'snapshot'],
    ['a mailauth cache', utf8('{ "a.example": { "TXT": [["v=spf1 -all"]] } }'), 'snapshot'],
    ['what dig prints', utf8('\n; <<>> DiG 9.18 <<>> a.example TXT\n;; ANSWER SECTION:\n'), 'snapshot'],
    ['what dig prints with +noall', utf8(';; ->>HEADER<<- opcode: QUERY\na.example. 300 IN TXT "x"\n'), 'snapshot'],
    ['bare answers', utf8('a.example.\t300\tIN\tTXT\t"v=spf1 -all"\n'), 'snapshot'],
    ['a zone file', utf8('; zone\n$ORIGIN a.example.\n@ IN SOA x\n'), 'snapshot'],
    ['a zone file without directives', utf8('a.example. IN MX 10 mx.a.example.\n'), 'snapshot'],
    ['the YAML of an SPF suite', utf8('# suite\n---\ndescription: x\nzonedata:\n  a.example:\n'), 'snapshot'],
    ['a tenant directory', utf8('{"domain":"a.example","operator":"x","kind":"account","value":"7"}\n{}'), 'tenants'],
    ['one as an array', utf8('[\n  {"value":"}","kind":"account","operator":"x","domain":"a.example","name":null}]'), 'tenants'],
    ['one behind a byte order mark', utf8('\ufeff{ "domain": "a.example", "operator": "x", "kind": "account", "value": "7" }'), 'tenants'],
    ['an operator file', utf8(`{"id":"x","sources":[${source}]}`), 'operators'],
    ['several operators', utf8(`[{"id":"x","pools":[],"sources":[${source}]}]`), 'operators'],
    [
      'a public suffix list',
      utf8('// This Source Code Form …\n\n// VERSION: 2026-08-19_12-00-00_UTC\n\n// ===BEGIN ICANN DOMAINS===\ncom\n'),
      'suffixes',
    ],
    ['one of its repository, which has no version', utf8('// comment\r\n// ===BEGIN PRIVATE DOMAINS===\r\nblogs.example\r\n'), 'suffixes'],
    ['one behind a byte order mark and some rules', utf8('\ufeffcom\nco.uk\n// ===BEGIN PRIVATE DOMAINS===\n'), 'suffixes'],
    ['one by its commit', utf8(`// COMMIT: ${'0a'.repeat(20)}\ncom\n`), 'suffixes'],
    ['a message that quotes a public suffix list', utf8('Subject: x\n\n// ===BEGIN ICANN DOMAINS===\ncom\n'), 'message'],
    ['nothing', utf8(''), 'empty'],
    ['white space', utf8(' \r\n\t\r\n'), 'empty'],
    ['NUL bytes', new Uint8Array(2_000), 'empty'],
  ])('knows %s', (_, bytes, kind) => {
    expect(sniff(bytes)).toBe(kind);
  });

  it.each([
    ['prose', utf8('Have a nice day\nand see you in a week\n')],
    ['a web page', utf8('<!doctype html><html><style>body{color:red}</style>')],
    ['an XML schema of reports', utf8('<xs:schema><xs:element name="feedback"/></xs:schema>')],
    ['other JSON', utf8('{"a":{"b":1}}')],
    ['JSON with some of the members of a tenant', utf8('{"domain":"a.example","kind":"x"}\n{"operator":1,"value":2}')],
    ['an image', bytesOf('\x89PNG\r\n\x1a\n\0\0\0\rIHDR')],
    ['a message in UTF-16', wide('From: a@a.example\r\n\r\n', [0xff, 0xfe], false)],
    ['a list of words', utf8('com\nco.uk\n*.ck\n!www.ck\n')],
    ['a program', utf8('// VERSION: the first\nint main() {}\n')],
    ['a table', utf8('a,b,c\n1,2,3\n')],
  ])('does not know %s', (_, bytes) => {
    expect(sniff(bytes)).toBe('unknown');
  });

  it.each(['\n', ' ', ';', '<', '\n;', '//', '//\n', 'a\n', '{', '"', '{"', '{"\\', '<!--', 'a ', '-'])(
    'stays linear on a megabyte of %j',
    (piece) => {
      const start = performance.now();
      sniff(utf8(`x${piece.repeat(1_000_000 / piece.length)}`));
      sniff(utf8(piece.repeat(1_000_000 / piece.length)));
      expect(performance.now() - start).toBeLessThan(10_000);
    },
  );
});
