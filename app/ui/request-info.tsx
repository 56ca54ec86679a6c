import { createContext, useContext } from "react";

/** What the server knows of the request that a page may need: the nonce of its scripts, the reference of its log lines. */
export type RequestInfo = { nonce: string | undefined; reference: string | undefined };

export const RequestInfoContext = createContext<RequestInfo>({ nonce: undefined, reference: undefined });

export const useRequestInfo = (): RequestInfo => useContext(RequestInfoContext);
