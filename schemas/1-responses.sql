-- work.db, part 1: what ingest stores. Private.
CREATE TABLE wave (
    wave TEXT PRIMARY KEY, label TEXT NOT NULL, months TEXT NOT NULL, start TEXT NOT NULL, finish TEXT NOT NULL,
    survey TEXT NOT NULL, codebook_sha256 TEXT NOT NULL, layout_sha256 TEXT NOT NULL, reading_sha256 TEXT NOT NULL, key_id TEXT,
    respondents INTEGER NOT NULL CHECK (respondents >= 0), made_up INTEGER NOT NULL DEFAULT 0 CHECK (made_up IN (0, 1))
) STRICT;
-- One row a file: rows_read = stored + quarantined + blank + not_eligible + incomplete (broken off, by the codebook's rule of completeness).
CREATE TABLE source (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, position INTEGER NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('responses', 'frame', 'themes')),
    file TEXT NOT NULL, sha256 TEXT NOT NULL, rows_read INTEGER NOT NULL, stored INTEGER NOT NULL, quarantined INTEGER NOT NULL,
    blank INTEGER NOT NULL, not_eligible INTEGER NOT NULL, incomplete INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (wave, kind, position), CHECK (rows_read = stored + quarantined + blank + not_eligible + incomplete)
) STRICT;
-- Answers by column, 65,536 rows a chunk (include/chunk.h tells the encodings).
CREATE TABLE chunk (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, variable TEXT NOT NULL, number INTEGER NOT NULL, rows INTEGER NOT NULL,
    encoding TEXT NOT NULL CHECK (encoding IN ('code8', 'int16', 'real64', 'term32', 'hash128', 'text')), data BLOB NOT NULL,
    PRIMARY KEY (wave, variable, number)
) STRICT;
-- The values of open lists (teams), in order of first appearance.
CREATE TABLE term (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, variable TEXT NOT NULL, number INTEGER NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (wave, variable, number)
) STRICT;
-- What was odd: quarantined rows, and notes on accepted ones (severity 'note'). Free text is never shown.
CREATE TABLE issue (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, file TEXT NOT NULL, line INTEGER NOT NULL, "column" INTEGER NOT NULL,
    variable TEXT NOT NULL, code TEXT NOT NULL, severity TEXT NOT NULL CHECK (severity IN ('quarantined', 'note')), shown TEXT NOT NULL, text TEXT NOT NULL,
    answers INTEGER NOT NULL -- that it is about: a note stands for all that were accepted in the same way
) STRICT;
CREATE INDEX issue_by_wave ON issue(wave, code);
-- Final dispositions (AAPOR Standard Definitions, internet surveys of named people): '1.1' complete, '1.2' partial, '2.12' break-off, '4.10' screened out. Only where the codebook declares completeness.
CREATE TABLE disposition (wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, code TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (wave, code)) STRICT;
-- The population: one row a line of the frame, one frame_value a field that the line fills in. Of those who did not answer, where it is known: not_contacted, refused, other,
-- unknown (whether they were eligible).
CREATE TABLE frame (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, number INTEGER NOT NULL, headcount REAL NOT NULL CHECK (headcount >= 0), teams REAL CHECK (teams >= 0),
    not_contacted REAL CHECK (not_contacted >= 0), refused REAL CHECK (refused >= 0), other REAL CHECK (other >= 0), unknown REAL CHECK (unknown >= 0), PRIMARY KEY (wave, number)
) STRICT;
CREATE TABLE frame_value (wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, number INTEGER NOT NULL, variable TEXT NOT NULL, category INTEGER NOT NULL, PRIMARY KEY (wave, number, variable)) STRICT;
-- Comments that people have coded: whose (the row among the wave's chunks) and to which question; a comment's words are not here. code is one of the codebook's frame, or '' where the coder found none.
CREATE TABLE coder (wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, coder INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (wave, coder)) STRICT;
CREATE TABLE coded_comment (wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, comment INTEGER NOT NULL, respondent INTEGER NOT NULL, question TEXT NOT NULL, PRIMARY KEY (wave, comment)) STRICT;
CREATE TABLE comment_code (wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, comment INTEGER NOT NULL, coder INTEGER NOT NULL, code TEXT NOT NULL, PRIMARY KEY (wave, comment, coder, code)) STRICT;
