/** What befalls signatures: odd tags that the signer wrote, changes on the way, and keys that say something else. */
import { type Draft, type KeyAnswer, receivedAt, signerRecords } from './dkim-draft.ts';

export type Mutation = readonly [weight: number, name: string, apply: (draft: Draft) => void];

/** Does one of them, by weight. */
export function mutate(draft: Draft, mutations: readonly Mutation[]): void {
  apply(draft, draft.random.weighted(mutations.map((mutation) => [mutation[0], mutation] as const)));
}

export function apply(draft: Draft, [, name, change]: Mutation): void {
  draft.story.push(name);
  change(draft);
}

const seconds = receivedAt / 1_000;

function setTag(draft: Draft, name: string, value: string): void {
  const index = draft.tags.findIndex(([tag]) => tag === name);
  if (index < 0) draft.tags.push([name, value]);
  else draft.tags[index] = [name, value];
}

function dropTag(draft: Draft, name: string): void {
  draft.tags = draft.tags.filter(([tag]) => tag !== name);
}

function setNames(draft: Draft, names: string[]): void {
  draft.names = names;
}

function setLength(draft: Draft, length: number): void {
  draft.length = length;
}

function changeBody(draft: Draft, change: (body: string) => string): void {
  draft.body = change(draft.body);
}

/** Before it is signed, the topmost field; afterwards, the signature. */
function changeTop(draft: Draft, change: (field: string) => string): void {
  draft.fields[0] = change(draft.fields[0] ?? '');
}

function domainOf(draft: Draft): string {
  return draft.tags.find(([tag]) => tag === 'd')?.[1] ?? '';
}

/** The signer itself wrote it so; the signature is made over it. */
export const beforeSigning: readonly Mutation[] = [
  [
    2,
    'from is not signed',
    (draft) =>
      setNames(
        draft,
        draft.names.filter((name) => name !== 'from'),
      ),
  ],
  [1, 'v is missing', (draft) => dropTag(draft, 'v')],
  [1, 'v is another', (draft) => setTag(draft, 'v', draft.random.pick(['2', '0.5', '1.0', '']))],
  [1, 'a is missing', (draft) => dropTag(draft, 'a')],
  [1, 'a is another', (draft) => setTag(draft, 'a', draft.random.pick(['rsa-md5', 'rsa-sha512', 'dsa-sha256', 'rsa', 'RSA-SHA256']))],
  [1, 's is missing', (draft) => dropTag(draft, 's')],
  [1, 'd is missing', (draft) => dropTag(draft, 'd')],
  [1, 'd is no name', (draft) => setTag(draft, 'd', draft.random.pick(['', 'a..example', '[192.0.2.1]', 'a b.example', 'a.example.']))],
  [
    1,
    'c is another',
    (draft) => setTag(draft, 'c', draft.random.pick(['other', 'simple/other', 'relaxed/simple/simple', 'Relaxed/Relaxed'])),
  ],
  [
    0.5,
    'c is empty',
    (draft) => {
      draft.headerForm = 'simple';
      draft.bodyForm = 'simple';
      setTag(draft, 'c', '');
    },
  ],
  [
    0.5,
    'l cuts the line end of an empty body',
    (draft) => {
      draft.bodyForm = 'simple';
      setTag(draft, 'c', `${draft.headerForm}/simple`);
      changeBody(draft, () => '');
      setLength(draft, 1);
    },
  ],
  [
    0.5,
    'the identity is below, and the key forbids that',
    (draft) => {
      setTag(draft, 'i', `@sub.${domainOf(draft)}`);
      changeKey(draft, (record) => tag(record, 't=s'));
    },
  ],
  [
    2,
    'q lists methods',
    (draft) => setTag(draft, 'q', draft.random.pick(['dns', 'http/x', 'dns/txt:http/x', 'http/x:dns/txt', 'dns/txt : x', 'DNS/TXT'])),
  ],
  [2, 'expired long ago', (draft) => setTag(draft, 'x', String(seconds - 100_000))],
  [1, 'expired an hour ago', (draft) => setTag(draft, 'x', String(seconds - 3_600))],
  [0.5, 'expires now', (draft) => setTag(draft, 'x', String(seconds))],
  [
    1,
    'expires before it was made',
    (draft) => {
      setTag(draft, 't', String(seconds + 2_000));
      setTag(draft, 'x', String(seconds + 1_000));
    },
  ],
  [
    1,
    'made in the future',
    (draft) => {
      setTag(draft, 't', String(seconds + draft.random.pick([60, 7_200, 100_000])));
      dropTag(draft, 'x');
    },
  ],
  [
    1,
    'times are no numbers',
    (draft) => setTag(draft, draft.random.pick(['t', 'x']), draft.random.pick(['soon', '-1', '1e9', '', '12345678901234'])),
  ],
  [
    2,
    'identity is elsewhere',
    (draft) => setTag(draft, 'i', draft.random.pick(['ann@other.example', `ann@not${domainOf(draft)}`, '@example', 'ann'])),
  ],
  [1, 'identity is encoded', (draft) => setTag(draft, 'i', `a=20nn@${domainOf(draft)}`)],
  [
    1,
    'unknown tags',
    (draft) => {
      setTag(draft, 'x_new', 'a=b');
      setTag(draft, 'n', 'a note');
    },
  ],
  [
    1,
    'a tag stands twice',
    (draft) => void draft.tags.push([draft.random.pick(['d', 'v', 's', 'x_new', 'x_new']), 'twice'], ['x_new', 'a']),
  ],
  [
    1,
    'a tag in capitals',
    (draft) => {
      const tag = draft.random.pick(['v', 'd']);
      const value = draft.tags.find(([name]) => name === tag)?.[1] ?? '';
      dropTag(draft, tag);
      draft.tags.push([tag.toUpperCase(), value]);
    },
  ],
  [1, 'a tag name is none', (draft) => void draft.tags.push([draft.random.pick(['1x', 'x-y', '', 'é']), '1'])],
  [1.5, 'l is larger than the body', (draft) => setLength(draft, 100_000)],
  [1, 'l is zero', (draft) => setLength(draft, 0)],
  [1, 'l is no number', (draft) => setTag(draft, 'l', draft.random.pick(['ten', '-1', '1.5', '']))],
  [1, 'h holds an empty name', (draft) => void draft.names.splice(1, 0, '')],
  [1, 'h holds the signature itself', (draft) => void draft.names.push('dkim-signature')],
  [
    2,
    'another signature stands below, and is signed',
    (draft) => {
      draft.fields.unshift('DKIM-Signature: v=1; a=rsa-sha256; d=old.example; s=x; h=from; bh=AAAA; b=AAAA\r\n');
      draft.names.push('dkim-signature');
    },
  ],
  [
    1,
    'another signature stands below',
    (draft) => void draft.fields.unshift('DKIM-Signature: v=1; a=rsa-sha256; d=old.example; s=x; h=from; bh=AAAA; b=AAAA\r\n'),
  ],
  [1, 'a blank before a colon', (draft) => changeTop(draft, (field) => field.replace(':', ' :'))],
  [0.5, 'no fields but From are signed', (draft) => setNames(draft, ['from'])],
  [
    1,
    'sender and receiver write the name as U-label',
    (draft) => {
      setTag(draft, 'd', 'b\u00fccher.example');
      draft.keys['xn--bcher-kva.example'] = 'NXDOMAIN';
    },
  ],
  [1, 'a carriage return in the body', (draft) => changeBody(draft, (body) => body.replace(/ |$/, '\r'))],
];

function changeField(draft: Draft, change: (field: string) => string): void {
  const index = 1 + draft.random.below(Math.max(1, draft.fields.length - 1));
  const field = draft.fields[index];
  if (field !== undefined) draft.fields[index] = change(field);
}

export const onTheWay: readonly Mutation[] = [
  [3, 'a footer is added', (draft) => changeBody(draft, (body) => `${body}-- \r\nlist footer\r\n`)],
  [2, 'the body is changed', (draft) => changeBody(draft, (body) => body.replace(/[a-z]/, 'Z'))],
  [2, 'blank lines are added at the end', (draft) => changeBody(draft, (body) => `${body}\r\n\r\n`)],
  [1, 'blank lines are added at the start', (draft) => changeBody(draft, (body) => `\r\n${body}`)],
  [2, 'blanks in the body are changed', (draft) => changeBody(draft, (body) => body.replace(/ /g, '  '))],
  [1, 'blanks at line ends are cut', (draft) => changeBody(draft, (body) => body.replace(/[ \t]+(?=\r\n|$)/g, ''))],
  [0.5, 'the body is cut', (draft) => changeBody(draft, (body) => body.slice(0, body.length >> 1))],
  [1, 'the body is lost', (draft) => changeBody(draft, () => '')],
  [2, 'a field is changed', (draft) => changeField(draft, (field) => field.replace(/:/, ': changed'))],
  [2, 'a field is folded anew', (draft) => changeField(draft, (field) => field.replace(/ (?=\S)/g, '\r\n '))],
  [1, 'a field name changes its case', (draft) => changeField(draft, (field) => field.replace(/^[^:]+/, (name) => name.toUpperCase()))],
  [1, 'blanks in a field are changed', (draft) => changeField(draft, (field) => field.replace(/ +/g, '   '))],
  [1, 'a field is lost', (draft) => void draft.fields.splice(1 + draft.random.below(Math.max(1, draft.fields.length - 1)), 1)],
  [1, 'fields change places', (draft) => void draft.fields.push(...draft.fields.splice(1, 1))],
  [2, 'a trace field is added', (draft) => void draft.fields.unshift('Received: from x by y; Fri, 2 Jan 2026 03:04:05 +0000\r\n')],
  [2, 'a subject is added on top', (draft) => void draft.fields.unshift('Subject: added\r\n')],
  [1, 'a subject is added at the end', (draft) => void draft.fields.push('Subject: added\r\n')],
  [2, 'a From is added on top', (draft) => void draft.fields.unshift('From: mallory@evil.example\r\n')],
  [1, 'a From is added at the end', (draft) => void draft.fields.push('From: mallory@evil.example\r\n')],
  [
    2,
    'the signature is damaged',
    (draft) =>
      changeTop(draft, (field) =>
        field.replace(
          /b(=[\r\n \t]*)([A-Za-z0-9+/])(?=[A-Za-z0-9+/\r\n\t]{40})/,
          (_, equals: string, first: string) => `b${equals}${first === 'A' ? 'B' : 'A'}`,
        ),
      ),
  ],
  [1, 'the signature is cut', (draft) => changeTop(draft, (field) => field.replace(/([A-Za-z0-9+/]{20})[A-Za-z0-9+/=]{8}/, '$1'))],
  [1, 'the body hash is damaged', (draft) => changeTop(draft, (field) => field.replace(/(bh ?= ?)\S{4}/, '$1AAAA'))],
  [1, 'a value of the signature is no base64', (draft) => changeTop(draft, (field) => field.replace(/([;:\s]bh? ?= ?)/, '$1*'))],
  [1, 'the signature is folded anew', (draft) => changeTop(draft, (field) => field.replace(/;[ \t]*(?=\S)/g, ';\r\n  '))],
  [1, 'the signature loses a tag', (draft) => changeTop(draft, (field) => field.replace(/[;:]\s*(?:v|a|bh|d|s|h) ?= ?[^;]*/, ';'))],
  [1, 'an empty tag is added', (draft) => changeTop(draft, (field) => field.replace(';', ';;'))],
  [1, 'a word without a value is added', (draft) => changeTop(draft, (field) => field.replace(';', '; word;'))],
  [0.5, 'the signature is empty', (draft) => changeTop(draft, (field) => field.replace(/:[\s\S]*/, ': \r\n'))],
  [0.5, 'the signature is lost', (draft) => void draft.fields.shift()],
  [0.5, 'a mailbox line stands on top', (draft) => void draft.fields.unshift('From ann@a.example Fri Jan  2 03:04:05 2026\r\n')],
];

function changeKey(draft: Draft, change: (record: string) => KeyAnswer): void {
  draft.keys[draft.keyName] = change(signerRecords[draft.signer]);
}

const others: Readonly<Record<string, keyof typeof signerRecords>> = {
  'rsa-1024': 'rsa-2048',
  'rsa-2048': 'rsa-1024',
  'rsa-512': 'rsa-1024',
  ed25519: 'rsa-1024',
};

function tag(record: string, text: string): string[] {
  return [record.replace('; p=', `; ${text}; p=`)];
}

export const inDns: readonly Mutation[] = [
  [1, 'the key is gone', (draft) => changeKey(draft, () => 'NXDOMAIN')],
  [1, 'the key is no longer there', (draft) => changeKey(draft, () => [])],
  [1, 'the server fails', (draft) => changeKey(draft, () => 'SERVFAIL')],
  [2, 'the key is revoked', (draft) => changeKey(draft, (record) => [record.replace(/p=.*/, 'p=')])],
  [1, 'p is missing', (draft) => changeKey(draft, (record) => [record.replace(/; p=.*/, '')])],
  [2, 'another key', (draft) => changeKey(draft, () => [signerRecords[others[draft.signer] ?? 'rsa-1024']])],
  [1, 'a key of another type', (draft) => changeKey(draft, () => [signerRecords[draft.signer === 'ed25519' ? 'rsa-2048' : 'ed25519']])],
  [
    1,
    'k names another type',
    (draft) => changeKey(draft, (record) => [record.replace(/k=\w+/, draft.random.pick(['k=dsa', 'k=RSA', 'k=']))]),
  ],
  [1, 'no k', (draft) => changeKey(draft, (record) => [record.replace(/k=\w+; /, '')])],
  [
    1,
    'v names another version',
    (draft) => changeKey(draft, (record) => [record.replace('DKIM1', draft.random.pick(['DKIM2', 'dkim1', 'DKIM1 2', '']))]),
  ],
  [1, 'no v', (draft) => changeKey(draft, (record) => [record.replace('v=DKIM1; ', '')])],
  [1, 'v is not first', (draft) => changeKey(draft, (record) => [`${record.replace('v=DKIM1; ', '')}; v=DKIM1`])],
  [
    2,
    'h allows hashes',
    (draft) =>
      changeKey(draft, (record) =>
        tag(record, draft.random.pick(['h=sha256', 'h=sha1', 'h=sha1:sha256', 'h=sha256 : sha1', 'h=SHA256', 'h=', 'h=x'])),
      ),
  ],
  [
    2,
    's allows services',
    (draft) =>
      changeKey(draft, (record) =>
        tag(record, draft.random.pick(['s=email', 's=*', 's=tlsrpt', 's=other', 's=other:email', 's=other : *', 's='])),
      ),
  ],
  [
    2,
    't sets flags',
    (draft) => changeKey(draft, (record) => tag(record, draft.random.pick(['t=y', 't=s', 't=y:s', 't=x', 't=', 't=s:x']))),
  ],
  [
    2,
    'g restricts the local part',
    (draft) => changeKey(draft, (record) => tag(record, draft.random.pick(['g=*', 'g=', 'g=ann', 'g=a*', 'g=bob']))),
  ],
  [1, 'a note and unknown tags', (draft) => changeKey(draft, (record) => tag(record, 'n=a=20note; x_new=1'))],
  [1, 'a tag stands twice', (draft) => changeKey(draft, (record) => tag(record, draft.random.pick(['k=rsa', 't=y; t=s', 'x=1; x=1'])))],
  [1, 'blanks in the key', (draft) => changeKey(draft, (record) => [record.replace(/(.{60})/g, '$1 ')])],
  [1, 'a semicolon at the end', (draft) => changeKey(draft, (record) => [`${record};`])],
  [0.5, 'two semicolons', (draft) => changeKey(draft, (record) => [record.replace('; p', ';; p')])],
  [
    1,
    'the key is damaged',
    (draft) =>
      changeKey(draft, (record) => [
        draft.random.pick([
          record.slice(0, -20),
          `${record}*`,
          record.replace(/p=..../, 'p='),
          record.replace(/p=.*/, 'p=AAAA'),
          record.replace(/p=.*/, 'p=!'),
        ]),
      ]),
  ],
  [1, 'no key at all', (draft) => changeKey(draft, () => [draft.random.pick(['v=spf1 -all', 'hello', '=', ';', 'v=DKIM1'])])],
  [2, 'two records, the first is the key', (draft) => changeKey(draft, (record) => [record, 'v=spf1 -all'])],
  [
    1,
    'two records, the second is the key',
    (draft) => changeKey(draft, (record) => [signerRecords[others[draft.signer] ?? 'rsa-1024'], record]),
  ],
];
