-- What one person reported or said within a day is counted at each report: by the person, then by the time.
CREATE INDEX "data_issue_reporter_id_created_at_idx" ON "data_issue"("reporter_id", "created_at" DESC);
CREATE INDEX "data_issue_entry_person_id_at_idx" ON "data_issue_entry"("person_id", "at" DESC);
