/** Who runs a connecting host: by its address, else by the name the receiver resolved, else by what it called itself. */
import type { Attribution, AttributionBasis, Connection, Infrastructure } from '../facts/infrastructure.ts';
import { createAddressTable, isPrivateAddress, parseAddress, parseNetwork } from './address-table.ts';
import { createHostTable } from './host-pattern.ts';
import type { OperatorEntry, OperatorPool } from './operator.ts';

/** What a host or address turned out to be; `pool` null where only the operator is known. */
interface Owner {
  readonly operator: OperatorEntry;
  readonly pool: OperatorPool | null;
  readonly internal: boolean;
}

/** What is known of an owner by its address alone: worked out once, so that rows of reports can be compared by it. */
const byAddressAlone = new WeakMap<Owner, Attribution>();

/** Takes entries sorted by id; gives attribute() and attributeBy() of the catalogue. */
export function createAttributor(operators: readonly OperatorEntry[]): Pick<Infrastructure, 'attribute' | 'attributeBy'> {
  const addresses = createAddressTable<Owner>(
    operators.flatMap((operator) =>
      operator.pools.flatMap((pool) =>
        pool.networks.flatMap((text) => {
          const network = parseNetwork(text);
          return network === null ? [] : [{ network, owner: { operator, pool, internal: pool.scope === 'internal' } }];
        }),
      ),
    ),
  );
  const hostTable = createHostTable<Owner>(
    operators.flatMap((operator) => [
      ...operator.pools.flatMap((pool) =>
        pool.hosts.map((pattern) => ({ pattern, owner: { operator, pool, internal: pool.scope === 'internal' } })),
      ),
      ...operator.by.ingress.map((pattern) => ({ pattern, owner: { operator, pool: null, internal: false } })),
      ...operator.by.internal.map((pattern) => ({ pattern, owner: { operator, pool: null, internal: true } })),
    ]),
  );

  /** The most specific owner of a name. Several pools of one operator under one name (normal and high-risk): the pool stays open. */
  function ownerOfHost(host: string | null): Owner | null {
    const found = hostTable.find(host);
    const first = found[0];
    if (first === undefined) return null;
    const pools = new Set(found.flatMap((owner) => (owner.operator === first.operator && owner.pool !== null ? [owner.pool] : [])));
    return pools.size > 1 ? { ...first, pool: null } : first;
  }

  function ownerOfAddress(ip: string, names: readonly (Owner | null)[]): Owner | null {
    const address = parseAddress(ip);
    if (address === null || isPrivateAddress(address)) return null;
    const candidates = addresses.find(address);
    const narrowest = candidates[0];
    if (narrowest === undefined) return null;
    // Where operators declare that they share a range, the name picks among those that really own the address.
    const named = candidates.find((owner) => names.some((name) => name?.operator === owner.operator));
    const owner = named !== undefined && narrowest.pool?.overlaps.includes(named.operator.id) ? named : narrowest;
    const isInternal = names.some((name) => name?.operator === owner.operator && name.internal);
    return isInternal ? { ...owner, pool: owner.internal ? owner.pool : null, internal: true } : owner;
  }

  function attribute({ ip, rdns, helo }: Connection): Attribution | null {
    const byRdns = ownerOfHost(rdns);
    const byHelo = ownerOfHost(helo);
    const byAddress = ip === null ? null : ownerOfAddress(ip, [byRdns, byHelo]);
    if (byAddress !== null) return toAttribution(byAddress, 'address');
    if (byRdns !== null) return toAttribution(byRdns, 'rdns');
    // HELO is whatever the client said. Where all ranges of the operator are known and a public address is not in them, it lied.
    const address = ip === null ? null : parseAddress(ip);
    const isOutside = address !== null && !isPrivateAddress(address) && byHelo?.operator.networksComplete === true;
    return byHelo === null || isOutside ? null : toAttribution(byHelo, 'helo');
  }

  function attributeBy(host: string): Attribution | null {
    const owner = ownerOfHost(host);
    return owner === null ? null : toAttribution(owner, 'by-host');
  }

  /** Rows of reports come with nothing but an address, by the million and hardly one twice: there is nothing to remember. */
  function attributeAddress(ip: string): Attribution | null {
    const owner = ownerOfAddress(ip, []);
    if (owner === null) return null;
    const known = byAddressAlone.get(owner) ?? toAttribution(owner, 'address');
    byAddressAlone.set(owner, known);
    return known;
  }

  // One message asks for the same connection at its hop, its handoff and its claims, and a folder for the same hosts in every message.
  const connections = remember(({ ip, rdns, helo }: Connection) => JSON.stringify([ip, rdns, helo]), attribute);
  const hosts = remember((host: string) => host, attributeBy);
  return {
    attribute: (connection) =>
      connection.ip !== null && connection.rdns === null && connection.helo === null
        ? attributeAddress(connection.ip)
        : connections(connection),
    attributeBy: hosts,
  };
}

const mostRemembered = 4_096;
/** Header text may be long; only what real hosts are called is worth keeping. */
const longestRemembered = 300;

function remember<Input>(
  keyOf: (input: Input) => string,
  find: (input: Input) => Attribution | null,
): (input: Input) => Attribution | null {
  const found = new Map<string, Attribution | null>();
  return (input) => {
    const key = keyOf(input);
    const known = found.get(key);
    if (known !== undefined) return known;
    const attribution = find(input);
    if (key.length > longestRemembered) return attribution;
    if (found.size >= mostRemembered) found.clear();
    found.set(key, attribution);
    return attribution;
  };
}

function toAttribution({ operator, pool, internal }: Owner, basis: AttributionBasis): Attribution {
  return {
    operator: operator.id,
    operatorName: operator.name,
    pool: pool?.id ?? null,
    scope: internal ? 'internal' : scopeOf(operator, pool),
    basis,
  };
}

/** A relay pool is as shared as any other: that SPF leaves it out is the pool's matter. An open pool is shared unless none of the operator's is. */
function scopeOf(operator: OperatorEntry, pool: OperatorPool | null): 'shared' | 'dedicated' {
  const pools = pool === null ? operator.pools : [pool];
  return pools.length > 0 && pools.every((each) => each.scope === 'dedicated') ? 'dedicated' : 'shared';
}
