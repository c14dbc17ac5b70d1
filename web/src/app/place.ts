import { useLocationProperty } from "wouter/use-browser-location";

const path = (): string => decodeURI(location.pathname);

/** Parts of the address: who asks for one is made anew when that part changes, not at every step. */
export const useOrgInPath = (): string | null => useLocationProperty(() => /^\/o\/([^/]+)/.exec(path())?.[1] ?? null);
export const documentInPath = (): string | null => /\/documents\/([^/]+)/.exec(path())?.[1] ?? null;
export const useDocumentInPath = (): string | null => useLocationProperty(documentInPath);
/** Whether this is where we are, or `within` it. */
export const useIsHere = (to: string, within: boolean): boolean => useLocationProperty(() => path() === to || (within && path().startsWith(`${to}/`)));
