import { z } from "zod";

export const QuestionForm = z.object({
  body: z
    .string({ error: "Write your question." })
    .trim()
    .min(10, "Write a whole question: at least 10 characters.")
    .max(2000, "At most 2,000 characters."),
});
export type QuestionFields = z.input<typeof QuestionForm>;
