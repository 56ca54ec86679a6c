-- Which folders of a sealed commit are other repositories: their files are in no archive.
ALTER TABLE "code_seal" ADD COLUMN "submodules" TEXT[] DEFAULT ARRAY[]::TEXT[];
