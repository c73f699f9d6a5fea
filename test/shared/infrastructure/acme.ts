/** A made-up operator for tests: a shared pool, a relay pool, a tenant header. */
export const acme = {
  id: 'acme-relay',
  name: 'Acme Relay',
  pools: [
    {
      id: 'normal',
      networks: ['203.0.113.0/26'],
      includes: ['spf.acme.example'],
      hosts: ['*.out.acme.example'],
      scope: 'shared',
      passesSpf: true,
      sources: ['docs'],
    },
    { id: 'relay', networks: ['203.0.113.64/26'], hosts: ['*.out.acme.example'], scope: 'relay', passesSpf: false, sources: ['docs'] },
    { id: 'own', includes: ['own.acme.example'], hosts: ['*.own.acme.example'], scope: 'dedicated', sources: ['docs'] },
  ],
  networksComplete: true,
  by: { internal: ['*.lan.acme.example'] },
  authservIds: ['mx.acme.example'],
  sealers: ['acme.example'],
  sharedDomains: ['acme.example'],
  tenants: [{ header: 'X-Acme-Account', kind: 'account', extract: 'zendesk-account', overwritten: true, sources: ['docs'] }],
  sources: [
    { id: 'docs', url: 'https://acme.example/ranges', retrieved: '2026-11-01', says: 'published outbound ranges', standing: 'published' },
  ],
};
