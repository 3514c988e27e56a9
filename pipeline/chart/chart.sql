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
WHERE c.period = ?1 AND c."by" = ?2 AND c.role = 'primary' ORDER BY g.position, c.grp, c.reference LIMIT 1;
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
WHERE period = ?1 AND "by" = ?2 AND grp = ?3 AND reference = ?4 AND measure = ?5 AND category IN ('', 'yes') AND role = 'primary'
ORDER BY method LIMIT 1;
-- name: bins
SELECT category, label, low, high FROM category WHERE measure = ?1 AND statistic = 'bin' ORDER BY position;
-- name: benchmarks
-- Of the measures of a chart's section; in the order of the report's table.
SELECT m.measure, m.label || coalesce(': ' || a.label, ''), m.unit, iif(m.shape = 'category', '', m.better), iif(m.shape = 'number', m.decimals, 1), m.shape <> 'number', m.low, m.high, coalesce(g.label, b.grp), b."by" = 'all',
    b.band, b.favour, b.against, b.source, b.date, b.value, b.p20, b.p50, b.p80, b.own_value, b.low, b.high, b.n, b.flag
FROM chart AS c JOIN measure AS m ON m.section = c.section JOIN benchmark AS b ON b.measure = m.measure
LEFT JOIN grouping AS o ON o."by" = b."by" LEFT JOIN grp AS g ON g."by" = b."by" AND g.grp = b.grp
LEFT JOIN category AS a ON m.shape = 'category' AND a.measure = b.measure AND a.statistic = 'percent' AND a.category = b.category
WHERE c.name = ?1 ORDER BY m.position, a.position, b.category, o.position, b."by", g.position, b.grp, b.date, b.source;
-- name: missing
SELECT variable, label, category, n, base, rule = 'free text' FROM quality WHERE period = ?1 AND kind = 'missing' ORDER BY variable, category;
-- name: periods
SELECT period, label FROM period WHERE start <= (SELECT start FROM period WHERE period = ?1) ORDER BY start;
