/** Made-up names. Some hold commas, quotes and letters beyond ASCII: a reader that mishandles them shows it here. */
const FIRST = [
  'Alder', 'Amber', 'Arbor', 'Aurora', 'Basalt', 'Beacon', 'Birch', 'Borealis', 'Brook', 'Cedar',
  'Cobalt', 'Copper', 'Coral', 'Crescent', 'Delta', 'Dune', 'Ember', 'Falcon', 'Fern', 'Fjord',
  'Garnet', 'Glacier', 'Granite', 'Harbour', 'Hazel', 'Heron', 'Indigo', 'Iris', 'Juniper', 'Lagoon',
  'Lark', 'Laurel', 'Linden', 'Lumen', 'Maple', 'Marble', 'Mistral', 'Nimbus', 'Nova', 'Opal',
  'Orchid', 'Osprey', 'Pebble', 'Pine', 'Polar', 'Quartz', 'Raven', 'Reef', 'Ridge', 'Rowan',
  'Sable', 'Sequoia', 'Slate', 'Solstice', 'Summit', 'Tamarind', 'Terra', 'Vesper', 'Willow', 'Zephyr',
]; // prettier-ignore
const SECOND = [
  'Biotech', 'Capital', 'Care', 'Components', 'Consulting', 'Data', 'Design', 'Dynamics', 'Energy',
  'Engineering', 'Films', 'Foods', 'Health', 'Industries', 'Instruments', 'Insurance', 'Labs',
  'Legal', 'Logistics', 'Materials', 'Media', 'Mobility', 'Motors', 'Networks', 'Optics', 'Partners',
  'Pharma', 'Retail', 'Robotics', 'Securities', 'Shipping', 'Software', 'Studios', 'Systems',
  'Textiles', 'Travel', 'Ventures',
]; // prettier-ignore
const FORM = ['', '', ' Inc.', ' Ltd', ' Group', ', Inc.', ' GmbH', ' S.A.', ' & Co.', ' AB'];
const WRITTEN_BY_HAND = [
  'Smith, Hale & Co.',
  '"Nordlicht" Versicherung AG',
  '東京計測株式会社',
  'Łódzka Fabryka Maszyn S.A.',
  'São Jorge Logística Ltda.',
  'Müller, Kübler & Söhne KG',
  'O’Donnell "The Yard" Studios',
  'Αιγαίο Ναυτιλιακή',
  'شركة الواحة للتقنية',
  'Crème & Brûlée, Traiteurs',
];

/** A different name for every index. */
export function companyName(index: number): string {
  const special = WRITTEN_BY_HAND[Math.floor(index / 23)];
  if (special !== undefined && index % 23 === 7) return special;
  const a = FIRST[(index * 7) % FIRST.length] ?? '';
  // Steps through the second word only after all first words, so the pair repeats after 60 × 37 companies.
  const b = SECOND[(Math.floor(index / FIRST.length) + index) % SECOND.length] ?? '';
  const round = Math.floor(index / (FIRST.length * SECOND.length));
  const form = FORM[(index * 3 + round) % FORM.length] ?? '';
  return `${a} ${b}${round > 0 ? ` ${round + 1}` : ''}${form}`;
}

const SITES = [
  'HQ', 'North', 'Riverside', 'Tower 2', 'Old Mill', 'Campus', 'Station Square', 'Docklands',
  '"The Loft"', 'Park Lane, 3rd floor', 'West', 'Innovation Hub', 'Garden House', 'Science Park', 'Airport',
]; // prettier-ignore

/** Name of the n-th office of a company: `Zürich Riverside`, `London "The Loft"`. `flavour` must grow with n: no two are alike. */
export function locationName(city: string, n: number, flavour: number): string {
  const site = n === 0 ? 'HQ' : (SITES[1 + (flavour % (SITES.length - 1))] ?? 'North');
  return n < SITES.length ? `${city} ${site}` : `${city} ${site} ${n}`;
}

export interface Csm {
  readonly name: string;
  readonly email: string;
}
export const CSMS: readonly Csm[] = [
  ['Amara Okafor', 'amara.okafor'],
  ['Benedikt Groß', 'benedikt.gross'],
  ['Chiara Moretti', 'chiara.moretti'],
  ['Daniel Ferreira', 'daniel.ferreira'],
  ['Elif Yıldız', 'elif.yildiz'],
  ['Fatima al-Sayed', 'fatima.alsayed'],
  ['Grace Nakamura', 'grace.nakamura'],
  ['Henrik Sørensen', 'henrik.sorensen'],
  ['Ioana Popescu', 'ioana.popescu'],
  ['Jakub Wójcik', 'jakub.wojcik'],
  ['Kavya Raman', 'kavya.raman'],
  ['Liam O’Brien', 'liam.obrien'],
  ['Marisol Peña', 'marisol.pena'],
  ['Noor Haddad', 'noor.haddad'],
].map(([name = '', user = '']) => ({ name, email: `${user}@example.com` }));
