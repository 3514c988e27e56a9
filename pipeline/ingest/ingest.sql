-- name: wave
SELECT respondents, codebook_sha256, layout_sha256, reading_sha256 FROM wave WHERE wave = ?1
-- name: any_key
SELECT key_id FROM wave WHERE key_id IS NOT NULL AND wave <> ?1 LIMIT 1
-- name: sources
SELECT kind, sha256 FROM source WHERE wave = ?1 AND kind <> 'themes' ORDER BY kind, sha256
-- name: themes_source
SELECT sha256 FROM source WHERE wave = ?1 AND kind = 'themes'
-- name: same_file
SELECT w.label FROM source AS s JOIN wave AS w ON w.wave = s.wave WHERE s.sha256 = ?2 AND s.kind = 'responses' AND s.wave <> ?1
-- name: same_days
SELECT label FROM wave WHERE start = ?2 AND finish = ?3 AND wave <> ?1
-- name: delete_wave
DELETE FROM wave WHERE wave = ?1
-- name: delete_changes
DELETE FROM trend WHERE previous = ?1
-- name: insert_wave
INSERT INTO wave (wave, label, months, start, finish, survey, codebook_sha256, layout_sha256, key_id, respondents, made_up, reading_sha256)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, ?10, ?11)
-- name: set_respondents
UPDATE wave SET respondents = ?2 WHERE wave = ?1
-- name: insert_source
INSERT INTO source (wave, position, kind, file, sha256, rows_read, stored, quarantined, blank, not_eligible, incomplete) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
-- name: insert_disposition
INSERT INTO disposition (wave, code, n) VALUES (?1, ?2, ?3)
-- name: insert_chunk
INSERT INTO chunk (wave, variable, number, rows, encoding, data) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
-- name: insert_term
INSERT INTO term (wave, variable, number, value) VALUES (?1, ?2, ?3, ?4)
-- name: insert_issue
INSERT INTO issue (wave, file, line, "column", variable, code, severity, shown, text, answers) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
-- name: insert_frame
INSERT INTO frame (wave, number, headcount, teams, not_contacted, refused, other, unknown) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
-- name: insert_frame_value
INSERT INTO frame_value (wave, number, variable, category) VALUES (?1, ?2, ?3, ?4)
-- name: pseudonyms
SELECT data FROM chunk WHERE wave = ?1 AND variable = ?2 ORDER BY number
-- name: delete_comment_codes
DELETE FROM comment_code WHERE wave = ?1
-- name: delete_coded_comments
DELETE FROM coded_comment WHERE wave = ?1
-- name: delete_coders
DELETE FROM coder WHERE wave = ?1
-- name: delete_themes_source
DELETE FROM source WHERE wave = ?1 AND kind = 'themes'
-- name: insert_coder
INSERT INTO coder (wave, coder, name) VALUES (?1, ?2, ?3)
-- name: insert_coded_comment
INSERT INTO coded_comment (wave, comment, respondent, question) VALUES (?1, ?2, ?3, ?4)
-- name: insert_comment_code
INSERT INTO comment_code (wave, comment, coder, code) VALUES (?1, ?2, ?3, ?4)
