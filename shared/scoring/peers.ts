export const MIN_OFFICES = 30;
export const MIN_COMPANIES = 8;
export const ALIKE = ['size', 'industry', 'plan', 'tenure'] as const;
/** Back-off: everything alike, then without tenure, without plan, without industry, without size. */
const LEVELS = [4, 3, 2, 1, 0] as const;

export interface PeerTraits {
  readonly companyId: string;
  readonly employees: number | null;
  readonly industry: string | null;
  readonly plan: string | null;
  readonly tenureYears: number | null;
}

export function sizeBand(employees: number | null): string {
  if (employees === null) return '?';
  return employees < 25
    ? '1'
    : employees < 75
      ? '25'
      : employees < 200
        ? '75'
        : employees < 500
          ? '200'
          : '500';
}

export function tenureBand(years: number | null): string {
  if (years === null) return '?';
  return years < 1 ? '0' : years < 3 ? '1' : '3';
}

/** Offices alike. */
export interface PeerGroup {
  readonly members: Int32Array;
  /** Own members per company. */
  readonly byCompany: ReadonlyMap<string, Int32Array>;
  readonly sharing: readonly string[];
}

/** Whom the offices of one company are compared with: the members of other companies. Shared by offices alike. */
export interface Peers {
  readonly group: PeerGroup;
  /** Members of the own company. */
  readonly own: Int32Array;
  /** Peers. */
  readonly n: number;
  /** Companies they belong to. */
  readonly companies: number;
}

const NOBODY = new Int32Array(0);

/** Peers of each office, or undefined below the floor of 30 offices from 8 other companies. */
export function findPeers(
  traits: readonly PeerTraits[],
  eligible: Uint8Array,
): readonly (Peers | undefined)[] {
  const levels = LEVELS.map((depth) => groupBy(traits, eligible, depth));
  const found = new Map<PeerGroup, Map<string, Peers>>();
  const peersIn = (group: PeerGroup, companyId: string): Peers => {
    let ofGroup = found.get(group);
    if (!ofGroup) found.set(group, (ofGroup = new Map()));
    let peers = ofGroup.get(companyId);
    if (!peers) {
      const own = group.byCompany.get(companyId) ?? NOBODY;
      const companies = group.byCompany.size - (own.length > 0 ? 1 : 0);
      peers = { group, own, n: group.members.length - own.length, companies };
      ofGroup.set(companyId, peers);
    }
    return peers;
  };
  return traits.map((office) => {
    for (let l = 0; l < LEVELS.length; l++) {
      const group = levels[l]?.get(keyOf(office, LEVELS[l] ?? 0));
      if (!group || group.members.length < MIN_OFFICES) continue;
      const peers = peersIn(group, office.companyId);
      if (peers.n >= MIN_OFFICES && peers.companies >= MIN_COMPANIES) return peers;
    }
    return undefined;
  });
}

function keyOf(office: PeerTraits, depth: number): string {
  const parts = [
    sizeBand(office.employees),
    office.industry ?? '?',
    office.plan ?? '?',
    tenureBand(office.tenureYears),
  ];
  return parts.slice(0, depth).join('\u001f');
}

function groupBy(
  traits: readonly PeerTraits[],
  eligible: Uint8Array,
  depth: number,
): Map<string, PeerGroup> {
  const lists = new Map<string, number[]>();
  traits.forEach((office, i) => {
    if (!eligible[i]) return;
    const key = keyOf(office, depth);
    const list = lists.get(key);
    if (list) list.push(i);
    else lists.set(key, [i]);
  });
  const groups = new Map<string, PeerGroup>();
  for (const [key, list] of lists) {
    const byCompany = new Map<string, number[]>();
    for (const i of list) {
      const companyId = traits[i]?.companyId ?? '';
      const own = byCompany.get(companyId);
      if (own) own.push(i);
      else byCompany.set(companyId, [i]);
    }
    groups.set(key, {
      members: Int32Array.from(list),
      byCompany: new Map([...byCompany].map(([id, own]) => [id, Int32Array.from(own)])),
      sharing: ALIKE.slice(0, depth),
    });
  }
  return groups;
}
