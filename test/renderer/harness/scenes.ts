/** What the harness page can show: one scene for each state that the window must look right in. */

import type { Detail } from '../../../shared/facts/detail.ts';
import { genuineDetail } from '../fixtures/genuine.ts';
import { longRouteDetail } from '../fixtures/long-route.ts';
import { rowInState, rowOf } from '../fixtures/rows.ts';
import { composeSource } from '../fixtures/source.ts';
import { spoofDetail } from '../fixtures/spoof.ts';
import { ghostIngressDetail, noHopsDetail, singleHopDetail, withoutDnsDetail } from '../fixtures/variants.ts';
import { weaklySignedDetail } from '../fixtures/weakly-signed.ts';
import type { MemoryContent } from '../helpers/memory-client.ts';

const snapshot = {
  files: [{ name: 'case-0417/dns.ndjson', format: 'native', rrsets: 214 }],
  rrsets: 215,
  byHand: [
    { name: 'selector9._domainkey.alpha.example', type: 'TXT' as const, answer: 'nxdomain' as const, records: [], from: null, to: null },
  ],
};
const known = { domain: 'alpha.example', operator: 'exchange-online', kind: 'dkim-domain' as const, name: null };
const tenants = {
  files: [{ name: 'case-0417/tenants.yml', statements: 1 }],
  known: [
    { ...known, value: 'alphaexample.onmicrosoft.com', origin: 'declared' as const, because: 'case-0417/tenants.yml, line 3' },
    { ...known, value: 'alphagroup.onmicrosoft.com', origin: 'learned' as const, because: 'learned from Shipping schedule (sha256 5f0c…)' },
  ],
};
const operators = { files: [{ name: 'case-0417/operators.json', operators: ['kestrel-relay', 'own-gateway'] }] };
const all: Readonly<Record<string, Detail>> = {
  spoof: spoofDetail,
  genuine: genuineDetail,
  long: longRouteDetail,
  ghost: ghostIngressDetail,
  'no-dns': withoutDnsDetail,
  'no-hops': noHopsDetail,
  single: singleHopDetail,
  weak: weaklySignedDetail,
};

const span = { start: 0, end: 0 };
const parts = [
  {
    path: '1',
    contentType: 'multipart/mixed',
    filename: null,
    encoding: '7bit',
    headerSpan: span,
    bodySpan: { start: 3000, end: 48_000 },
    children: [
      {
        path: '1.1',
        contentType: 'text/plain',
        filename: null,
        encoding: 'quoted-printable',
        headerSpan: span,
        bodySpan: { start: 3000, end: 3600 },
        children: [],
      },
      {
        path: '1.2',
        contentType: 'application/pdf',
        filename: 'invoice-20417.pdf',
        encoding: 'base64',
        headerSpan: span,
        bodySpan: { start: 3600, end: 47_000 },
        children: [],
      },
    ],
  },
];

/** Content for a scene. With a detail's name, that one is the first row and so the one shown. */
export function sceneContent(scene: string): MemoryContent {
  if (scene === 'empty') return {};
  if (scene === 'states') {
    return {
      rows: [
        rowInState('damaged', 'case-0417/archive.zip!notes.eml', 'failed', {
          code: 'not-a-message',
          message: 'There is no header field in it.',
        }),
        rowInState('working', 'case-0417/forwarded-3.eml', 'working'),
        rowInState('waiting', 'case-0417/forwarded-4.eml', 'waiting'),
      ],
    };
  }
  if (scene === 'huge') {
    // One megabyte of header fields, one of them a single line of half that.
    const filler = Array.from({ length: 6_000 }, (_each, index) => [`x${index}`, `X-Filler-${index}`, 'v'.repeat(70)] as const);
    const source = composeSource([...filler, ['long', 'X-Long', 'w'.repeat(500_000)], ['end', 'X-End', 'here']]);
    const detail = {
      ...spoofDetail,
      source: [...spoofDetail.source, ...source.fields.map((field) => ({ ...field, index: field.index + spoofDetail.source.length }))],
    };
    return { rows: [rowOf('huge', detail)], details: { huge: detail }, snapshot };
  }
  if (scene === 'many') {
    const rows = Array.from({ length: 10_000 }, (_each, index) => rowOf(`m${index}`, index % 3 === 0 ? spoofDetail : genuineDetail));
    return {
      rows,
      details: Object.fromEntries(rows.map((row, index) => [row.id, index % 3 === 0 ? spoofDetail : genuineDetail])),
      snapshot,
    };
  }
  const ids = [scene, ...Object.keys(all).filter((id) => id !== scene)];
  const rows = ids.flatMap((id) => {
    const detail = all[id];
    return detail === undefined ? [] : [rowOf(id, detail)];
  });
  return {
    rows: [
      ...rows,
      rowInState('damaged', 'case-0417/archive.zip!notes.eml', 'failed', {
        code: 'not-a-message',
        message: 'There is no header field in it.',
      }),
    ],
    details: all,
    parts,
    partText: 'Dear Lin,\n\nplease find the invoice attached. Our account details have changed.\n\nAda',
    snapshot: scene === 'no-dns' ? { files: [], rrsets: 0, byHand: [] } : snapshot,
    tenants,
    operators,
    questions: all[scene]?.analysis.questions ?? [],
  };
}
