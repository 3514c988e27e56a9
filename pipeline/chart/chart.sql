-- name: about
SELECT value FROM about WHERE key = ?1;
-- name: period_label
SELECT label FROM period WHERE period = ?1;
-- name: charts
SELECT chart.name, chart.kind, chart."by", coalesce(grouping.label, chart."by")
FROM chart LEFT JOIN grouping ON grouping."by" = chart."by" ORDER BY chart.position;
-- name: chart_measures
SELECT m.measure, m.label, m.unit, m.better, m.reference_label, m.reference_low, m.reference_high, m.shape, CASE WHEN m.shape = 'yes-no' OR (m.low = 0 AND m.high = 100) THEN 0 ELSE m.decimals END
FROM chart_measure c JOIN measure m ON m.measure = c.measure WHERE c.chart = ?1 ORDER BY c.position;
-- name: compared
SELECT c.reference, c.grp FROM comparison c LEFT JOIN grp g ON g."by" = c."by" AND g.grp = c.grp
WHERE c.period = ?1 AND c."by" = ?2 ORDER BY g.position, c.grp, c.reference LIMIT 1;
-- name: groups
-- Those compared (?5 the reference, ?6 the group) come first. The third column: has the group any value of measure ?2 and statistic ?3 up to period ?4 (bins: in it)?
SELECT g.grp, g.label, ?3 = '' OR EXISTS (
    SELECT 1 FROM result r JOIN period p ON p.period = r.period
    WHERE r."by" = g."by" AND r.grp = g.grp AND r.measure = ?2 AND r.statistic = ?3 AND r.value IS NOT NULL AND (p.period = ?4 OR (?3 <> 'bin' AND p.start < (SELECT start FROM period WHERE period = ?4))))
FROM grp g WHERE g."by" = ?1 ORDER BY g.grp = ?5 DESC, g.grp = ?6 DESC, g.position;
-- name: result
SELECT value, low, high, n, flag FROM result
WHERE period = ?1 AND "by" = ?2 AND grp = ?3 AND measure = ?4 AND statistic = ?5 AND (category = ?6 OR ?6 = '');
-- name: difference
SELECT value, low, high, n, flag, verdict FROM comparison
WHERE period = ?1 AND "by" = ?2 AND grp = ?3 AND reference = ?4 AND measure = ?5 AND category IN ('', 'yes')
ORDER BY adjusted_for <> '', method LIMIT 1;
-- name: bins
SELECT category, label, low, high FROM category WHERE measure = ?1 AND statistic = 'bin' ORDER BY position;
-- name: missing
SELECT variable, label, category, n, base, rule = 'free text' FROM quality WHERE period = ?1 AND kind = 'missing' ORDER BY variable, category;
-- name: periods
SELECT period, label FROM period WHERE start <= (SELECT start FROM period WHERE period = ?1) ORDER BY start;
