/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('freshdesk', {
  egress: [{ ip: '198.51.100.7', rdns: 'mta1.freshemail.io', pool: 'normal', scope: 'shared', basis: 'rdns' }],
  strangers: [{ helo: 'mta1.freshemail.io.evil.example' }, { helo: 'freshemail.example' }],
  includes: ['email.freshdesk.com', 'fdspfeuc.freshemail.io'],
  sharedDomains: ['freshemail.io'],
  foreignNames: ['freshdesk.example'],
});
