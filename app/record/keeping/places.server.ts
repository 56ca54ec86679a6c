import type { Instant } from "~/kernel/time";
import { config } from "~/platform/config.server";
import { db } from "~/platform/database.server";
import type { Witness } from "~/platform/kept-where";
import { type KeptPlace, whyNotKept } from "./place";

/** A place that the operator has named, and how it is reached. */
export type Place =
  | { kind: "mirror"; name: string }
  | { kind: "witness"; name: string; witness: Witness }
  | { kind: "repository"; name: string; of: { owner: string; name: string } };

/** All places outside this machine that keep checkpoints. */
export function places(): Place[] {
  const { mirrors, witnesses, repository } = config().keeping;
  return [
    ...mirrors.map((name) => ({ kind: "mirror", name }) as const),
    ...witnesses.map((witness) => ({ kind: "witness", name: witness.name, witness }) as const),
    ...(repository
      ? [{ kind: "repository", name: `${repository.owner}/${repository.name}`, of: repository } as const]
      : []),
  ];
}

/** The places and how far each of them keeps the record. */
export async function keptElsewhere(): Promise<KeptPlace[]> {
  const named = places();
  if (named.length === 0) return [];
  const rows = await db.checkpointPlace.findMany();
  return named.map(({ kind, name }) => {
    const row = rows.find((one) => one.kind === kind && one.name === name);
    const size = row?.size ?? null;
    return {
      ...{ kind, name, size: size === null ? null : Number(size), keptAt: row?.keptAt ?? null },
      ...{ why: row?.why ?? null, failingSince: row?.failingSince ?? null },
    };
  });
}

/** Why a checkpoint has not been kept somewhere for longer than a day; null where that is not so. */
export const keepingHealth = async (at: Instant): Promise<string | null> => whyNotKept(await keptElsewhere(), at);
