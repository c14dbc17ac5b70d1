/** The live protocol for Yjs documents. The package is filled by the work on live documents. */
export {};
