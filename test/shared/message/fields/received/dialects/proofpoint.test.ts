import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect proofpoint', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'the gateway',
      'from helo.a.example (rdns.b.example [192.0.2.230])\r\n\tby mx07-00096706.pphosted.com (PPS) with ESMTPS id 3ncec0r7mu-1\r\n\t(version=TLSv1.2 cipher=ECDHE-RSA-AES256-GCM-SHA384 bits=256 verify=NO)\r\n\tfor <x@c.example>; Fri, 27 Jan 2023 12:24:21 +0000',
      {
        dialect: 'proofpoint',
        helo: 'helo.a.example',
        rdns: 'rdns.b.example',
        ip: '192.0.2.230',
        by: 'mx07-00096706.pphosted.com',
        with: 'ESMTPS',
        tls: 'TLSv1.2 ECDHE-RSA-AES256-GCM-SHA384',
        id: '3ncec0r7mu-1',
        for: 'x@c.example',
        at: '2023-01-27T12:24:21Z',
      },
    ],
    [
      'the filter behind it, in the form of Sendmail',
      'from pps.filterd (m0105.ppops.net [127.0.0.1]) by mx0a-00096706.pphosted.com (8.16.0.22/8.16.0.22) with SMTP id v1 for <x@c.example>; Fri, 27 Jan 2023 12:24:21 GMT',
      {
        dialect: 'proofpoint',
        helo: 'pps.filterd',
        rdns: 'm0105.ppops.net',
        ip: '127.0.0.1',
        by: 'mx0a-00096706.pphosted.com',
        with: 'SMTP',
        id: 'v1',
        for: 'x@c.example',
        at: '2023-01-27T12:24:21Z',
      },
    ],
    [
      'Essentials',
      'from helo.a.example (rdns.b.example [192.0.2.94]) (using TLSv1.2 with cipher ECDHE-RSA-AES256-GCM-SHA384 (256/256 bits)) (No client certificate requested) by mx1-eu1.ppe-hosted.com (PPE Hosted ESMTP Server) with ESMTPS id F1BA29C0092 for <x@c.example>; Wed, 26 Jan 2022 09:06:48 +0000 (UTC)',
      {
        dialect: 'proofpoint',
        helo: 'helo.a.example',
        rdns: 'rdns.b.example',
        ip: '192.0.2.94',
        by: 'mx1-eu1.ppe-hosted.com',
        with: 'ESMTPS',
        tls: 'TLSv1.2 ECDHE-RSA-AES256-GCM-SHA384',
        id: 'F1BA29C0092',
        for: 'x@c.example',
        at: '2022-01-26T09:06:48Z',
      },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
