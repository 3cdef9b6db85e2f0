/** Cities with real coordinates and zones. Regions are the calendar's strata: one weekend, one season each. */
export interface Place {
  readonly city: string;
  readonly country: string;
  readonly zone: string;
  readonly latitude: number;
  readonly longitude: number;
}

export interface Region {
  readonly name: string;
  /** Share of companies with their head office here. */
  readonly share: number;
  /** Days of the weekend, 0 = Monday. */
  readonly weekend: readonly [number, number];
  readonly currencies: readonly string[];
  readonly places: readonly Place[];
}

const at = (
  city: string,
  country: string,
  zone: string,
  latitude: number,
  longitude: number,
): Place => ({ city, country, zone, latitude, longitude });

export const REGIONS: readonly Region[] = [
  {
    name: 'Europe',
    share: 0.33,
    weekend: [5, 6],
    currencies: ['EUR', 'EUR', 'EUR', 'GBP'],
    places: [
      at('Zürich', 'CH', 'Europe/Zurich', 47.3769, 8.5417),
      at('Łódź', 'PL', 'Europe/Warsaw', 51.7592, 19.456),
      at('Berlin', 'DE', 'Europe/Berlin', 52.52, 13.405),
      at('München', 'DE', 'Europe/Berlin', 48.1351, 11.582),
      at('London', 'GB', 'Europe/London', 51.5074, -0.1278),
      at('Manchester', 'GB', 'Europe/London', 53.4808, -2.2426),
      at('Paris', 'FR', 'Europe/Paris', 48.8566, 2.3522),
      at('Lyon', 'FR', 'Europe/Paris', 45.764, 4.8357),
      at('Amsterdam', 'NL', 'Europe/Amsterdam', 52.3676, 4.9041),
      at('København', 'DK', 'Europe/Copenhagen', 55.6761, 12.5683),
      at('Bergen', 'NO', 'Europe/Oslo', 60.3913, 5.3221),
      at('Göteborg', 'SE', 'Europe/Stockholm', 57.7089, 11.9746),
      at('Málaga', 'ES', 'Europe/Madrid', 36.7213, -4.4214),
      at('Milano', 'IT', 'Europe/Rome', 45.4642, 9.19),
      at('Athína', 'GR', 'Europe/Athens', 37.9838, 23.7275),
      at('Dublin', 'IE', 'Europe/Dublin', 53.3498, -6.2603),
    ],
  },
  {
    name: 'North America',
    share: 0.36,
    weekend: [5, 6],
    currencies: ['USD'],
    places: [
      at('New York', 'US', 'America/New_York', 40.7128, -74.006),
      at('Boston', 'US', 'America/New_York', 42.3601, -71.0589),
      at('Chicago', 'US', 'America/Chicago', 41.8781, -87.6298),
      at('Austin', 'US', 'America/Chicago', 30.2672, -97.7431),
      at('Denver', 'US', 'America/Denver', 39.7392, -104.9903),
      at('Phoenix', 'US', 'America/Phoenix', 33.4484, -112.074),
      at('San Francisco', 'US', 'America/Los_Angeles', 37.7749, -122.4194),
      at('Seattle', 'US', 'America/Los_Angeles', 47.6062, -122.3321),
      at('Atlanta', 'US', 'America/New_York', 33.749, -84.388),
      at('Toronto', 'CA', 'America/Toronto', 43.6532, -79.3832),
      at('Montréal', 'CA', 'America/Toronto', 45.5019, -73.5674),
      at('Vancouver', 'CA', 'America/Vancouver', 49.2827, -123.1207),
    ],
  },
  {
    name: 'Latin America',
    share: 0.08,
    weekend: [5, 6],
    currencies: ['USD'],
    places: [
      at('São Paulo', 'BR', 'America/Sao_Paulo', -23.5505, -46.6333),
      at('Bogotá', 'CO', 'America/Bogota', 4.711, -74.0721),
      at('Ciudad de México', 'MX', 'America/Mexico_City', 19.4326, -99.1332),
      at('Santiago', 'CL', 'America/Santiago', -33.4489, -70.6693),
      at('Buenos Aires', 'AR', 'America/Argentina/Buenos_Aires', -34.6037, -58.3816),
    ],
  },
  {
    name: 'Middle East',
    share: 0.06,
    weekend: [4, 5],
    currencies: ['USD'],
    places: [
      at('Riyadh', 'SA', 'Asia/Riyadh', 24.7136, 46.6753),
      at('Doha', 'QA', 'Asia/Qatar', 25.2854, 51.531),
      at('Kuwait City', 'KW', 'Asia/Kuwait', 29.3759, 47.9774),
      at('Cairo', 'EG', 'Africa/Cairo', 30.0444, 31.2357),
    ],
  },
  {
    name: 'South Asia',
    share: 0.07,
    weekend: [5, 6],
    currencies: ['USD'],
    places: [
      at('Bengaluru', 'IN', 'Asia/Kolkata', 12.9716, 77.5946),
      at('Mumbai', 'IN', 'Asia/Kolkata', 19.076, 72.8777),
      at('Pune', 'IN', 'Asia/Kolkata', 18.5204, 73.8567),
      at('Colombo', 'LK', 'Asia/Colombo', 6.9271, 79.8612),
    ],
  },
  {
    name: 'Asia Pacific',
    share: 0.1,
    weekend: [5, 6],
    currencies: ['USD'],
    places: [
      at('東京', 'JP', 'Asia/Tokyo', 35.6762, 139.6503),
      at('大阪', 'JP', 'Asia/Tokyo', 34.6937, 135.5023),
      at('서울', 'KR', 'Asia/Seoul', 37.5665, 126.978),
      at('Singapore', 'SG', 'Asia/Singapore', 1.3521, 103.8198),
      at('Sydney', 'AU', 'Australia/Sydney', -33.8688, 151.2093),
      at('Auckland', 'NZ', 'Pacific/Auckland', -36.8509, 174.7645),
    ],
  },
];

export function regionNamed(name: string): number {
  const index = REGIONS.findIndex((region) => region.name === name);
  if (index < 0) throw new RangeError(`the sample book has no region ${name}`);
  return index;
}
