/** A snapshot as a resolver in the manner of `node:dns`, which mailauth takes: its error codes, its shapes. What is not captured does not exist there. */
import type { DnsSnapshot, DnsType, Resolver } from '../../shared/facts/dns.ts';

export type NodeResolver = (name: string, type: string) => Promise<unknown[]>;

export function nodeResolver(resolver: Resolver): NodeResolver {
  return async (name, type) => {
    const answer = resolver.resolve({ name: name.toLowerCase().replace(/\.$/, ''), type: type as DnsType });
    switch (answer.kind) {
      case 'records':
        if (type === 'TXT') return answer.records.map((text) => [text]);
        if (type !== 'MX') return [...answer.records];
        return answer.records.map((text) => {
          const [priority, exchange] = text.split(' ');
          return { priority: Number(priority), exchange };
        });
      case 'absent':
        throw Object.assign(new Error('absent'), { code: answer.reason === 'nodata' ? 'ENODATA' : 'ENOTFOUND' });
      case 'not-captured':
        throw Object.assign(new Error('absent'), { code: 'ENOTFOUND' });
      case 'failed':
        throw Object.assign(new Error('failed'), { code: 'ESERVFAIL' });
    }
  };
}

export function latest(snapshot: DnsSnapshot): Resolver {
  return snapshot.at(Date.UTC(2026, 10, 23));
}
