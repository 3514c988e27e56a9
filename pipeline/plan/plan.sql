-- name: wave
SELECT layout_sha256, respondents, start FROM wave WHERE wave = ?1
-- name: declared
SELECT DISTINCT "by", grp, reference, measure FROM comparison
WHERE wave = ?1 AND adjusted_for = '' AND (method LIKE 'raw: %' OR method = 'fisher exact')
  AND (?2 IS NULL OR "by" = ?2) AND (?3 IS NULL OR grp = ?3) AND (?4 IS NULL OR reference = ?4) AND (?5 IS NULL OR measure = ?5)
ORDER BY rowid
-- name: difference
SELECT se, design_df, value FROM comparison WHERE wave = ?1 AND "by" = ?2 AND grp = ?3 AND reference = ?4 AND measure = ?5 AND adjusted_for = '' AND method LIKE 'raw: %'
-- name: side
SELECT statistic, n, value, se, design_df, why FROM estimate
WHERE wave = ?1 AND "by" = ?2 AND grp = ?3 AND measure = ?4 AND (statistic IN ('mean', 'sd') OR statistic = 'percent' AND category = 'yes')
-- name: groups
SELECT DISTINCT grp FROM estimate WHERE wave = ?1 AND "by" = ?2
