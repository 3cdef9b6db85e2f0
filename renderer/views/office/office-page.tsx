export function OfficePage({
  companyId,
  locationId,
}: {
  readonly companyId: string;
  readonly locationId: string;
}) {
  return (
    <h1>
      {companyId} {locationId}
    </h1>
  );
}
