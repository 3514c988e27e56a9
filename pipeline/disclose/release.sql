-- What disclose writes to release.db.
-- name: about
INSERT INTO about VALUES (?1, ?2);
-- name: period
INSERT INTO period VALUES (?1, ?2, ?3, ?4, ?5, ?6);
-- name: input
INSERT INTO input VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);
-- name: input_hash
INSERT INTO input_hash VALUES (?1, ?2, ?3, ?4);
-- name: section
INSERT INTO section VALUES (?1, ?2, ?3, ?4);
-- name: measure
INSERT INTO measure VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19);
-- name: category
INSERT INTO category VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
-- name: grouping
INSERT INTO grouping VALUES (?1, ?2, ?3);
-- name: grp
INSERT INTO grp VALUES (?1, ?2, ?3, ?4, ?5);
-- name: instrument
INSERT INTO instrument VALUES (?1, ?2, ?3, ?4, ?5);
-- name: chart
INSERT INTO chart VALUES (?1, ?2, ?3, ?4, ?5);
-- name: chart_measure
INSERT INTO chart_measure VALUES (?1, ?2, ?3);
-- name: result
INSERT INTO result VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14);
-- name: comparison
INSERT INTO comparison VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23);
-- name: trend
INSERT INTO trend VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18);
-- name: response_rate
INSERT INTO response_rate (period, "by", grp, answered, invited, rate, flag, complete, partial, rr1, rr2, rr3, rr5, detail_flag) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14);
-- name: weight_summary
INSERT INTO weight_summary (period, method, margins, smallest, largest, median, q1, q3, design_effect, variation, n_effective, clusters, trimmed)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13);
-- name: quality
INSERT INTO quality VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11);
-- name: reliability
INSERT INTO reliability VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11);
-- name: reliability_item
INSERT INTO reliability_item VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11);
-- name: benchmark_charts
-- A picture for each section that has benchmarks; the names of the codebook's own charts are left to them.
INSERT INTO chart
SELECT (SELECT coalesce(max(position) + 1, 0) FROM chart) + number, 'benchmarks-' || (number + 1) || iif(EXISTS (SELECT 1 FROM chart WHERE name = 'benchmarks-' || (number + 1)), '-of-spwell', ''), 'benchmark', section, 'all'
FROM (SELECT row_number() OVER (ORDER BY min(m.position)) - 1 AS number, m.section AS section FROM benchmark AS b JOIN measure AS m ON m.measure = b.measure GROUP BY m.section);
-- name: missing_chart
-- The picture of missing answers, after all others; none where no question that was asked lacks an answer.
INSERT INTO chart SELECT coalesce(max(position) + 1, 0), ?2, 'missing', '', 'all' FROM chart
HAVING EXISTS (SELECT 1 FROM quality WHERE period = ?1 AND kind = 'missing' AND n > 0 AND rule <> 'free text' AND (category <> 'not asked' OR n < base));
-- name: own_result
-- What was released of a measure: its average, or the percentage of one answer.
SELECT value, low, high, n, flag, unit FROM result WHERE period = ?1 AND "by" = ?2 AND grp = ?3 AND measure = ?4 AND category = ?5 AND statistic = ?6;
-- name: benchmark
INSERT INTO benchmark VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21);
-- name: sensitivity
INSERT INTO sensitivity (period, "by", grp, measure, n, value, low, high, n_complete, complete_value, complete_low, complete_high, flag) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13);
-- name: agreement
INSERT INTO agreement VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12);
