export function findElectron(): string | undefined;
export function fetchElectron(): Promise<string | undefined>;
export function hasScreen(): boolean;
