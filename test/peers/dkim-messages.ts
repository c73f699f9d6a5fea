/**
 * Random signed messages, and what befalls signed messages: each case is signed by a signer of its own, which knows every option of
 * RFC 6376, then mostly mutated, in the signature before it is made, on the way, or in DNS.
 */
import { Buffer } from 'node:buffer';
import { createHash, createSign, sign } from 'node:crypto';
import { canonicalBody, canonicalField, selectFields } from './dkim-canonical.ts';
import { type Draft, type KeyAnswer, receivedAt, type SignerName, signerRecords, signers } from './dkim-draft.ts';
import { apply, beforeSigning, inDns, type Mutation, mutate, onTheWay } from './dkim-mutations.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';

export interface DkimCase {
  readonly id: number;
  readonly message: Buffer;
  /** TXT records by name. */
  readonly keys: Readonly<Record<string, KeyAnswer>>;
  /** What was done to it, for people. */
  readonly story: readonly string[];
}

const stages = [beforeSigning, onTheWay, inDns] as const;
const all = stages.flatMap((stage) => stage.map((mutation) => ({ stage, mutation })));
/** Each mutation comes alone this many times, since many choose among several values; the rest of the cases take what chance gives. */
const roundsAlone = 12;

/** The same seed gives the same cases. */
export function generateDkimCases(count: number, seed: number): DkimCase[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, id) => generateCase(id, random));
}

function generateCase(id: number, random: SeededRandom): DkimCase {
  const draft = compose(random);
  const alone = id < all.length * roundsAlone ? all[id % all.length] : undefined;
  const befall = (stage: readonly Mutation[], chances: readonly number[]): void => {
    if (alone === undefined) for (const chance of chances) random.chance(chance) && mutate(draft, stage);
    else if (alone.stage === stage) apply(draft, alone.mutation);
  };
  befall(beforeSigning, [0.35]);
  signDraft(draft);
  befall(onTheWay, [0.45, 0.05]);
  befall(inDns, [0.25]);
  let text = `${draft.fields.join('')}\r\n${draft.body}`;
  const lineEnd = random.weighted([
    [8, '\r\n'],
    [2, '\n'],
  ] as const);
  if (lineEnd === '\n') text = text.replaceAll('\r\n', '\n');
  return { id, message: Buffer.from(text, 'latin1'), keys: draft.keys, story: draft.story };
}

const words = [
  'lunch',
  'Re:',
  'at',
  'noon',
  'b\u00fcro',
  '=?utf-8?q?caf=C3=A9?=',
  '<x@a.example>',
  '"quoted ; text"',
  'a=b',
  '(comment)',
  'UPPER',
  '-',
];

function value(random: SeededRandom): string {
  const count = random.weighted([
    [1, 0],
    [4, 1],
    [5, 3],
    [2, 12],
  ] as const);
  const pieces = Array.from({ length: count }, () => random.pick(words));
  const gap = (): string =>
    random.weighted([
      [8, ' '],
      [1, '  '],
      [1, '\t'],
      [1, ' \t '],
      [1.5, '\r\n '],
      [0.5, ' \r\n\t  '],
    ]);
  return `${random.weighted([
    [7, ' '],
    [1, ''],
    [1, '  '],
    [1, '\t'],
    [0.5, '\r\n '],
  ])}${pieces.map((piece, index) => (index === 0 ? piece : gap() + piece)).join('')}${random.weighted([
    [9, ''],
    [1, ' '],
    [0.5, '\t '],
  ])}`;
}

function cased(random: SeededRandom, name: string): string {
  return random.weighted([
    [8, name],
    [1, name.toUpperCase()],
    [1, name.toLowerCase()],
  ]);
}

function compose(random: SeededRandom): Draft {
  const domain = random.pick(['a.example', 'mail.a.example', 'b.test', 'A.Example']);
  const selector = random.pick(['s1', 's1.sub', '2026-01', 'S1']);
  const field = (name: string, text = value(random)): string => `${cased(random, name)}:${text}\r\n`;
  const fields = [
    field('From', ` Ann ${random.chance(0.1) ? '\r\n ' : ''}<ann@a.example>`),
    field('Subject'),
    field('Date', ' Fri, 2 Jan 2026 03:00:00 +0000'),
    field('To', ' bob@b.example'),
  ];
  for (const name of ['Message-ID', 'Cc', 'Reply-To', 'MIME-Version', 'Content-Type', 'X-Tag', 'List-Id'])
    if (random.chance(0.4)) fields.push(field(name));
  for (let count = random.below(4); count > 0; count--) fields.unshift(field('Received'));
  if (random.chance(0.1)) fields.push(field(random.pick(['Subject', 'X-Tag', 'Cc'])));
  if (random.chance(0.3)) fields.sort(() => (random.chance(0.5) ? 1 : -1));
  const present = [...new Set(fields.map((each) => each.slice(0, each.indexOf(':')).toLowerCase()))];
  const names = ['from', ...present.filter((name) => name !== 'from' && random.chance(0.6))];
  if (random.chance(0.3)) names.push(random.pick(['from', 'subject', 'cc', 'x-absent', 'received', 'x-tag']));
  if (random.chance(0.2)) names.push('from');
  names.sort(() => (random.chance(0.5) ? 1 : -1));
  const signer = random.weighted<SignerName>([
    [5, 'rsa-1024'],
    [2, 'rsa-2048'],
    [0.4, 'rsa-512'],
    [3, 'ed25519'],
  ]);
  const hash = signer !== 'ed25519' && signer !== 'rsa-512' && random.chance(0.08) ? 'sha1' : 'sha256';
  const keyName = `${selector}._domainkey.${domain}`.toLowerCase();
  const draft: Draft = {
    random,
    fields,
    body: bodyText(random),
    tags: [],
    headerForm: random.pick(['simple', 'relaxed']),
    bodyForm: random.pick(['simple', 'relaxed']),
    hash,
    signer,
    names,
    length: null,
    keyName,
    keys: { [keyName]: [signerRecords[signer]] },
    story: [],
  };
  const seconds = receivedAt / 1_000;
  draft.tags = [
    ['v', '1'],
    ['a', `${signer === 'ed25519' ? 'ed25519' : 'rsa'}-${hash}`],
    ['d', domain],
    ['s', selector],
  ];
  if (draft.headerForm === 'relaxed' || draft.bodyForm === 'relaxed' || random.chance(0.5)) {
    draft.tags.push(['c', draft.bodyForm === 'simple' && random.chance(0.5) ? draft.headerForm : `${draft.headerForm}/${draft.bodyForm}`]);
  }
  if (random.chance(0.7)) draft.tags.push(['t', String(seconds - random.below(86_400))]);
  if (random.chance(0.2)) draft.tags.push(['x', String(seconds + 86_400 + random.below(86_400))]);
  if (random.chance(0.2)) draft.tags.push(['i', `${random.pick(['', 'ann'])}@${random.chance(0.5) ? '' : 'sub.'}${domain}`]);
  if (random.chance(0.1)) draft.tags.push(['q', 'dns/txt']);
  if (random.chance(0.1)) draft.tags.push(['z', 'From:ann|Subject:x']);
  if (random.chance(0.15)) {
    const whole = canonicalBody(draft.body, draft.bodyForm).length;
    draft.length = random.chance(0.5) ? whole : random.below(whole + 1);
  }
  return draft;
}

const lines = [
  'At noon?',
  '',
  '  ',
  '\t',
  'two  spaces',
  'tab\tbed',
  'end ',
  'end\t \t',
  ' lead',
  '.',
  '..dot',
  'b\u00fcro',
  'x'.repeat(200),
  'From here',
  '-- ',
  'one \t two',
];

function bodyText(random: SeededRandom): string {
  const count = random.weighted([
    [1, 0],
    [2, 1],
    [6, 4],
    [2, 25],
  ] as const);
  const body = Array.from({ length: count }, () => random.pick(lines)).join('\r\n');
  return (
    body +
    random.weighted([
      [6, '\r\n'],
      [2, ''],
      [1, '\r\n\r\n\r\n'],
      [1, '\r\n \r\n\t\r\n'],
      [0.5, ' '],
    ])
  );
}

/** Puts the signature on top. */
function signDraft(draft: Draft): void {
  const { random, hash, signer } = draft;
  let body = canonicalBody(draft.body, draft.bodyForm);
  if (draft.length !== null) body = body.slice(0, draft.length);
  const bodyHash = createHash(hash).update(body, 'latin1').digest('base64');
  const join = random.pick([':', ' : ', ':\r\n ']);
  const tags: [string, string][] = [
    ...draft.tags,
    ...(draft.length === null ? [] : [['l', String(draft.length)] as [string, string]]),
    ['h', draft.names.map((name) => cased(random, name)).join(join)],
    ['bh', bodyHash],
    ['b', ''],
  ];
  if (random.chance(0.15)) tags.sort(() => (random.chance(0.5) ? 1 : -1));
  const gap = random.pick(['; ', ';\r\n\t', ';', ' ;\r\n ']);
  const equals = random.weighted([
    [8, '='],
    [1, ' = '],
  ] as const);
  const name = cased(random, 'DKIM-Signature');
  const tail = random.weighted([
    [3, ''],
    [1, ';'],
    [0.5, '; '],
  ] as const);
  const field = (signature: string): string =>
    `${name}: ${tags.map(([tag, text]) => (tag === 'b' ? `b=${signature}` : `${tag}${equals}${text}`)).join(gap)}${tail}\r\n`;
  // Section 3.7: the value is deleted with all white space around it.
  const unsigned = field('').replace(/([:;\s]b=)[ \r\n]+;/, '$1;');
  const selected = selectFields(draft.fields, draft.names).map((each) => canonicalField(each, draft.headerForm));
  const own = canonicalField(unsigned, draft.headerForm).replace(/\r\n$/, '');
  const data = Buffer.from(selected.join('') + own, 'latin1');
  const key = signers[signer];
  const signature =
    signer === 'ed25519' ? sign(null, createHash('sha256').update(data).digest(), key) : createSign(hash).update(data).sign(key);
  const encoded = signature.toString('base64');
  const folded = random.chance(0.5) ? (encoded.match(/.{1,60}/g)?.join('\r\n\t') ?? encoded) : encoded;
  draft.fields.unshift(
    field(
      `${random.weighted([
        [6, ''],
        [1, ' '],
        [1, '\r\n '],
      ])}${folded}`,
    ),
  );
}
