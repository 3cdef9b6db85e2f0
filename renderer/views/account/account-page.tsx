export function AccountPage({ companyId }: { readonly companyId: string }) {
  return <h1>{companyId}</h1>;
}
