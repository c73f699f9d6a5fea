/** `identities` where the schema says `identifiers`. */
import { defineDialect } from '../dialect.ts';

export default defineDialect({
  id: 'identities',
  basis: 'an early draft; parsedmarc reads it too',
  recognize: 'by-value',
  paths: ['record/identities'],
  amend: () => ({
    name: 'identifiers',
    note: { code: 'element-renamed', message: 'The element “identities” is read as “identifiers”.' },
  }),
});
