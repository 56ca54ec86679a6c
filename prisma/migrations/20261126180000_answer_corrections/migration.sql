-- CreateTable
CREATE TABLE "answer_correction" (
    "id" UUID NOT NULL,
    "question_id" UUID NOT NULL,
    "answer" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "corrected_by_id" UUID NOT NULL,
    "corrected_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "answer_correction_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "answer_correction_question_id_corrected_at_idx" ON "answer_correction"("question_id", "corrected_at");

-- AddForeignKey
ALTER TABLE "answer_correction" ADD CONSTRAINT "answer_correction_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "question"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE answer_correction ADD CHECK (answer <> ''), ADD CHECK (reason <> '');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON answer_correction FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON answer_correction FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
