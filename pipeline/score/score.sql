-- name: wave
SELECT layout_sha256, respondents, start FROM wave WHERE wave = ?1
-- name: chunks
SELECT number, max(rows) FROM chunk WHERE wave = ?1 GROUP BY number ORDER BY number
-- name: chunk
SELECT encoding, data FROM chunk WHERE wave = ?1 AND variable = ?2 AND number = ?3
-- name: delete_scores
DELETE FROM score WHERE wave = ?1
-- name: delete_score_chunks
DELETE FROM score_chunk WHERE wave = ?1
-- name: delete_counts
DELETE FROM answer_count WHERE wave = ?1
-- name: insert_score
INSERT INTO score (wave, measure, shape, step, denominator, scored, no_answer, too_few_answers, not_applicable, not_asked, illegal_values) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
-- name: insert_score_chunk
INSERT INTO score_chunk (wave, measure, number, rows, encoding, data) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
-- name: insert_count
INSERT INTO answer_count (wave, variable, kind, value, label, n) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
-- name: delete_flags
DELETE FROM flag WHERE wave = ?1
-- name: delete_missing_counts
DELETE FROM missing_count WHERE wave = ?1
-- name: insert_missing_count
INSERT INTO missing_count (wave, "by", grp, variable, reason, value, n, asked) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
-- name: insert_flag
INSERT INTO flag (wave, battery, kind, items, n, base, threshold, value) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
-- name: comment_codes
SELECT k.respondent, k.comment, c.coder, r.name, c.code FROM coded_comment AS k JOIN comment_code AS c ON c.wave = k.wave AND c.comment = k.comment
JOIN coder AS r ON r.wave = c.wave AND r.coder = c.coder WHERE k.wave = ?1 ORDER BY k.respondent, k.comment, c.coder, c.code
-- name: delete_item_moments
DELETE FROM item_moment WHERE wave = ?1
-- name: insert_item_moment
INSERT INTO item_moment (wave, measure, item, other, variable, n, product, shift, sum, pairs, both_n, both_product, both_sum, both_other_sum)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
