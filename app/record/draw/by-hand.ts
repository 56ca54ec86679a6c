import { paths } from "~/paths";

/**
 * How a stranger computes a draw in a shell, with nothing of ours: what each command answers, and the command, in which
 * the facts of the draw's lines stand under their own names. The times are those of drand's quicknet.
 */
export const byHand = (origin: string): { answers: string; command: string }[] => [
  {
    answers: "announced: the hash of the line “Draw announced”",
    command: `curl -s "${origin}${paths.recordLeaf("$announced")}" | sha256sum`,
  },
  {
    answers: "when the beacon was due",
    command: "date -u -d @$((1692803367 + (beacon - 1) * 3))",
  },
  {
    answers: "randomness, by drand",
    command: 'printf %s "$signature" | xxd -r -p | sha256sum',
  },
  {
    answers: "randomness, by the nonces of the city and of entries 3 and 12, in that order",
    command: `printf 'city:%s\\n3:%s\\n12:%s' "$city" "$nonce3" "$nonce12" | sha256sum`,
  },
  {
    answers: "nonce_hash of entry 12; for the city’s own, city stands in the place of 12",
    command: `printf 'palio-draw:%s:%s:%s' "$draw" 12 "$nonce12" | sha256sum`,
  },
  {
    answers: "seed",
    command: 'printf %s "$randomness$announced" | xxd -r -p | sha256sum',
  },
];

/** The beacon as drand's own client fetches and checks it: it prints the signature, or says that it is not valid. */
export const BY_DRAND_CLIENT = `npm install drand-client
node --input-type=module -e "
import { fetchBeacon, quicknetClient } from 'drand-client'
console.log(await fetchBeacon(quicknetClient(), $beacon))"`;
