/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('shopify', {
  egress: [],
  strangers: [{ helo: 'mail.shopifyemail.com.evil.example' }, { helo: 'shopify.com' }],
  includes: ['shops.shopify.com'],
  sharedDomains: ['t.shopifyemail.com'],
  foreignNames: ['shopify.example'],
  marks: [
    ['From', '"Alpha" <store+1234567@t.shopifyemail.com>', 'account', '1234567'],
    ['From', 'store+1234567@m.shopifyemail.com', 'account', '1234567'],
  ],
  pasted: [
    ['From', 'store+1234567@t.shopifyemail.com.evil.example'],
    ['From', 'notstore+1234567@t.shopifyemail.com'],
    ['From', 'store+alpha@t.shopifyemail.com'],
  ],
});
