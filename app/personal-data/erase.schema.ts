import { z } from "zod";
import { email } from "~/accounts/sign-in.schema";

export const EraseForm = z.object({ email });
export type EraseFields = z.input<typeof EraseForm>;
