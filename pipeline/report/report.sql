-- Everything a report shows. Order matters: release.c searches result by its key, and prints the rest in this order.
-- name: about
SELECT key, value FROM about ORDER BY key;
-- name: period
SELECT period, label, months, start, finish FROM period ORDER BY start, position;
-- name: input
SELECT period, kind, rows_read, stored, quarantined, blank, not_eligible, incomplete FROM input ORDER BY period, kind;
-- name: input_hash
SELECT period, kind, sha256, position FROM input_hash ORDER BY period, kind, position;
-- name: section
SELECT name, title, introduction FROM section ORDER BY position;
-- name: measure
SELECT measure, label, section, kind, shape, unit, phrase, description, better, reference_label, instrument, low, high, reference_low, reference_high, decimals, headline, sensitive
FROM measure ORDER BY position;
-- name: category
SELECT measure, statistic, category, label FROM category ORDER BY measure, statistic, position;
-- name: grouping
SELECT "by", label FROM grouping ORDER BY position;
-- name: group
SELECT g."by", g.grp, g.label, g.phrase FROM grp AS g LEFT JOIN grouping AS o ON o."by" = g."by" ORDER BY o.position, g."by", g.position;
-- name: instrument
SELECT name, title, source, licence, attribution FROM instrument ORDER BY name;
-- name: chart
SELECT name, kind, section, "by" FROM chart ORDER BY position;
-- name: chart_measure
SELECT chart, measure FROM chart_measure ORDER BY chart, position;
-- name: result
SELECT period, "by", grp, measure, category, statistic, value, low, high, n_effective, n, unit, flag, method FROM result
ORDER BY period, "by", grp, measure, category, statistic;
-- name: comparison
SELECT c.period, c."by", c.grp, c.reference, c.measure, c.category, c.method, c.value, c.low, c.high, c.p, c.p_adjusted, c.effect, c.effect_low, c.effect_high,
    c.n, c.n_reference, c.effect_name, c.adjusted_for, c.verdict, c.unit, c.flag, c.why
FROM comparison AS c LEFT JOIN measure AS m ON m.measure = c.measure LEFT JOIN grouping AS o ON o."by" = c."by"
LEFT JOIN grp AS g ON g."by" = c."by" AND g.grp = c.grp LEFT JOIN grp AS r ON r."by" = c."by" AND r.grp = c.reference
ORDER BY c.period, o.position, c."by", g.position, c.grp, r.position, c.reference, m.position, c.measure, c.category, c.method, c.adjusted_for;
-- name: trend
SELECT t.period, t.previous, t."by", t.grp, t.measure, t.category, t.statistic, t.value, t.low, t.high, t.p, t.p_adjusted, t.n, t.n_previous, t.verdict, t.unit, t.flag, t.why
FROM trend AS t LEFT JOIN measure AS m ON m.measure = t.measure
ORDER BY t.period, t.previous, m.position, t.measure, t."by", t.grp, t.category, t.statistic;
-- name: response_rate
SELECT r.period, r."by", r.grp, r.answered, r.invited, r.rate, r.flag, r.complete, r.partial, r.rr1, r.rr2, r.rr3, r.rr5, r.detail_flag FROM response_rate AS r
LEFT JOIN grouping AS o ON o."by" = r."by" LEFT JOIN grp AS g ON g."by" = r."by" AND g.grp = r.grp
ORDER BY r.period, r."by" <> 'all', o.position, r."by", g.position, r.grp;
-- name: weight_summary
SELECT period, method, margins, smallest, largest, design_effect, n_effective, clusters, median, q1, q3, variation, trimmed FROM weight_summary ORDER BY period;
-- name: benchmark
SELECT b.measure, b."by", b.grp, b.category, b.source, b.date, b.value, b.p20, b.p50, b.p80, b.own_value, b.low, b.high, b.n, b.unit, b.flag, b.band, b.band_low, b.band_high, b.favour, b.against
FROM benchmark AS b LEFT JOIN measure AS m ON m.measure = b.measure LEFT JOIN grouping AS o ON o."by" = b."by" LEFT JOIN grp AS g ON g."by" = b."by" AND g.grp = b.grp
LEFT JOIN category AS a ON a.measure = b.measure AND a.statistic = 'percent' AND a.category = b.category
ORDER BY m.position, b.measure, a.position, b.category, o.position, b."by", g.position, b.grp, b.date, b.source;
-- name: quality
SELECT period, kind, variable, label, category, flag, n, base, value, items, rule FROM quality ORDER BY period, kind, variable, category;
-- name: sensitivity
SELECT s.period, s."by", s.grp, s.measure, s.n, s.value, s.low, s.high, s.n_complete, s.complete_value, s.complete_low, s.complete_high, s.flag FROM sensitivity AS s
LEFT JOIN measure AS m ON m.measure = s.measure LEFT JOIN grouping AS o ON o."by" = s."by" LEFT JOIN grp AS g ON g."by" = s."by" AND g.grp = s.grp ORDER BY s.period, m.position, s.measure, o.position, s."by", g.position, s.grp;
-- name: reliability
SELECT r.period, r.measure, r.items, r.n, r.missing_rule, r.alpha, r.low, r.high, r.standardised_alpha, r.flag, r.why FROM reliability AS r LEFT JOIN measure AS m ON m.measure = r.measure
ORDER BY r.period, m.position, r.measure;
-- name: reliability_item
SELECT period, measure, item, label, position, item_total, item_rest, alpha_without, verdict, flag, why FROM reliability_item ORDER BY period, measure, position;
-- name: agreement
SELECT period, code, label, statistic, coders, n, observed, value, low, high, flag, why FROM agreement ORDER BY period, rowid;
