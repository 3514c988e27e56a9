-- name: wave
SELECT layout_sha256, respondents, start FROM wave WHERE wave = ?1
-- name: chunks
SELECT number, max(rows) FROM chunk WHERE wave = ?1 GROUP BY number ORDER BY number
-- name: chunk
SELECT encoding, data FROM chunk WHERE wave = ?1 AND variable = ?2 AND number = ?3
-- name: score_chunk
SELECT c.encoding, c.data, s.step, s.denominator FROM score_chunk AS c JOIN score AS s ON s.wave = c.wave AND s.measure = c.measure WHERE c.wave = ?1 AND c.measure = ?2 AND c.number = ?3
-- name: terms
SELECT value FROM term WHERE wave = ?1 AND variable = ?2 ORDER BY number
-- name: estimate
SELECT * FROM estimate WHERE wave = ?1 ORDER BY rowid
-- name: comparison
SELECT * FROM comparison WHERE wave = ?1 ORDER BY rowid
-- name: trend
SELECT * FROM trend WHERE wave = ?1 ORDER BY rowid
-- name: weight
SELECT * FROM weight WHERE wave = ?1 ORDER BY rowid
-- name: weight_summary
SELECT * FROM weight_summary WHERE wave = ?1
-- name: sensitivity
SELECT * FROM sensitivity WHERE wave = ?1 ORDER BY rowid
-- name: stratum
SELECT * FROM stratum WHERE wave = ?1 ORDER BY rowid
-- name: response_rate
SELECT * FROM response_rate WHERE wave = ?1 ORDER BY rowid
-- name: reliability
SELECT * FROM reliability WHERE wave = ?1 ORDER BY rowid
-- name: reliability_item
SELECT * FROM reliability_item WHERE wave = ?1 ORDER BY rowid
-- name: item_correlation
SELECT * FROM item_correlation WHERE wave = ?1 ORDER BY rowid
-- name: intraclass
SELECT * FROM intraclass WHERE wave = ?1 ORDER BY rowid
-- name: correlation
SELECT * FROM correlation WHERE wave = ?1 ORDER BY rowid
-- name: answer_count
SELECT * FROM answer_count WHERE wave = ?1 ORDER BY rowid
-- name: issue
SELECT * FROM issue WHERE wave = ?1 ORDER BY rowid
-- name: source
SELECT * FROM source WHERE wave = ?1 ORDER BY kind, position
-- name: missing_count
SELECT * FROM missing_count WHERE wave = ?1 ORDER BY rowid
-- name: flag
SELECT * FROM flag WHERE wave = ?1 ORDER BY battery, kind
-- name: disposition
SELECT * FROM disposition WHERE wave = ?1 ORDER BY code
-- name: agreement
SELECT * FROM agreement WHERE wave = ?1 ORDER BY rowid
-- name: score
SELECT wave, measure, shape, scored, no_answer, too_few_answers, not_applicable, not_asked, illegal_values FROM score WHERE wave = ?1 ORDER BY rowid
-- name: comment_code
SELECT c.wave, k.respondent + 1 AS row, k.question, r.name AS coder, c.code FROM coded_comment AS k JOIN comment_code AS c ON c.wave = k.wave AND c.comment = k.comment JOIN coder AS r ON r.wave = c.wave AND r.coder = c.coder WHERE k.wave = ?1 ORDER BY k.comment, c.coder, c.code
