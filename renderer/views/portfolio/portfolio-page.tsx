import { useOffices } from '../../api/queries.ts';

export function PortfolioPage({ tab }: { readonly tab: 'offices' | 'accounts' }) {
  const { data } = useOffices();
  return (
    <h1>
      {tab} {data?.rows.length}
    </h1>
  );
}
