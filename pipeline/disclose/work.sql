-- What disclose reads of work.db.
-- name: waves
SELECT wave, label, months, start, finish, survey, made_up, count(*) OVER () FROM wave WHERE start <= (SELECT start FROM wave WHERE wave = ?1) ORDER BY start, wave = ?1, wave;
-- name: sources
SELECT kind, position, file, sha256 FROM source WHERE wave = ?1 ORDER BY kind DESC, position;
-- name: rows
SELECT kind, sum(rows_read), sum(stored), sum(quarantined), sum(blank), sum(not_eligible), sum(incomplete) FROM source WHERE wave = ?1 GROUP BY kind ORDER BY kind DESC;
-- name: respondents
SELECT "by", grp, max(n) FROM (SELECT "by", grp, n FROM estimate WHERE wave = ?1 UNION ALL SELECT "by", grp, answered FROM response_rate WHERE wave = ?1) GROUP BY "by", grp;
-- name: people
SELECT measure, "by", grp, max(n), sum(statistic = 'percent'), min(iif(statistic = 'percent', value, NULL)), max(iif(statistic = 'percent', value, NULL))
FROM estimate WHERE wave = ?1 GROUP BY measure, "by", grp;
-- name: bins
SELECT measure, "by", grp, category, n, count, n_effective, value, low, high, method FROM estimate WHERE wave = ?1 AND statistic = 'bin';
-- name: estimates
SELECT measure, "by", grp, category, statistic, n, n_effective, value, low, high, method, why, df FROM estimate WHERE wave = ?1 AND statistic <> 'bin' ORDER BY "by", grp, measure, category, statistic;
-- name: comparisons
SELECT measure, "by", grp, reference, category, method, n, n_reference, value, low, high, p, p_adjusted, effect_name, effect, effect_low, effect_high, adjusted_for, verdict, why, role, family, adjustment, margin,
    -- of a difference adjusted for covariates: the people of the difference as it is
    (SELECT r.n FROM comparison AS r WHERE r.wave = c.wave AND r."by" = c."by" AND r.grp = c.grp AND r.reference = c.reference AND r.measure = c.measure AND r.category = c.category AND r.role = 'primary' AND c.role = 'adjusted'),
    (SELECT r.n_reference FROM comparison AS r WHERE r.wave = c.wave AND r."by" = c."by" AND r.grp = c.grp AND r.reference = c.reference AND r.measure = c.measure AND r.category = c.category AND r.role = 'primary' AND c.role = 'adjusted'), support
FROM comparison AS c WHERE wave = ?1 ORDER BY "by", grp, reference, measure, category, method, adjusted_for;
-- name: trends
SELECT measure, "by", grp, previous, category, statistic, n, n_previous, value, low, high, p, p_adjusted, verdict, why, family, adjustment FROM trend WHERE wave = ?1 ORDER BY previous, "by", grp, measure, category, statistic;
-- name: response_rates
SELECT "by", grp, answered, invited, rate, complete, partial, unknown, rr1, rr2, rr3, rr5 FROM response_rate WHERE wave = ?1 ORDER BY "by", grp;
-- name: weight_summary
SELECT method, margins, smallest, largest, median, q1, q3, design_effect, variation, n_effective, clusters, trimmed, (SELECT respondents FROM wave WHERE wave = ?1), fewest_in_cell FROM weight_summary WHERE wave = ?1;
-- name: strata
SELECT count(*), sum(drawn), sum(population), count(population), sum(drawn = 1 AND population > 1), sum(correction = 0) FROM stratum WHERE wave = ?1;
-- name: issues
SELECT code, variable, sum(answers), max(severity) FROM issue WHERE wave = ?1 GROUP BY code, variable ORDER BY code, variable;
-- name: missing
-- Each reason, and how many answered.
SELECT a.variable, a.label, sum(a.n), (SELECT sum(b.n) FROM answer_count b WHERE b.wave = ?1 AND b.variable = a.variable AND b.kind = 'answered')
FROM answer_count a WHERE a.wave = ?1 AND a.kind = 'missing' GROUP BY a.variable, a.label ORDER BY a.variable, a.label;
-- name: answered_by_group
SELECT "by", grp, variable, max(asked), sum(iif(reason = 'answered' AND value = '', n, 0)) FROM missing_count WHERE wave = ?1 GROUP BY "by", grp, variable ORDER BY "by", grp, variable;
-- name: sensitivities
SELECT "by", grp, measure, n, value, low, high, n_complete, complete_value, complete_low, complete_high FROM sensitivity WHERE wave = ?1 ORDER BY measure, "by", grp;
-- name: flags
SELECT battery, kind, items, n, base, threshold, value FROM flag WHERE wave = ?1 ORDER BY battery, kind;
-- name: dispositions
SELECT code, n FROM disposition WHERE wave = ?1 ORDER BY code;
-- name: answers
SELECT variable, sum(n) FROM answer_count WHERE wave = ?1 AND kind = 'answered' GROUP BY variable;
-- name: reliabilities
SELECT measure, items, n, missing_rule, alpha, low, high, standardised_alpha, why, omega, at_bound, omega_why, inter_item_mean, inter_item_smallest, inter_item_largest, pairwise_alpha,
pairwise_least, pairwise_most, scored, at_low, at_high FROM reliability WHERE wave = ?1 ORDER BY measure;
-- name: reliability_items
SELECT measure, item, position, pairs, item_total, item_rest, alpha_without, why, flag FROM reliability_item WHERE wave = ?1 ORDER BY measure, position;
-- name: intraclass
SELECT measure, teams, n, answered, differ, icc1, low, high, icc2, design_effect, design_effect_unequal, method, why FROM intraclass WHERE wave = ?1 ORDER BY rowid;
-- name: correlations
SELECT measure, other, n, differ, other_differ, rho, low, high, p, p_adjusted, why FROM correlation WHERE wave = ?1 ORDER BY rowid;
-- name: agreements
SELECT code, statistic, coders, people, n, observed, value, low, high, why FROM agreement WHERE wave = ?1 ORDER BY rowid;
-- name: models
SELECT model, outcome, n, yes, left_out, teams, parameters, r_squared, log_likelihood, condition, variance FROM model WHERE wave = ?1 ORDER BY rowid;
-- name: model_terms
SELECT model, position, term, category, label, category_label, reference, NULL, per, n, yes, value, se, df, low, high, p, p_adjusted, odds_ratio, odds_low, odds_high,
    marginal_effect, marginal_se, marginal_low, marginal_high, standardised, why, support FROM model_term WHERE wave = ?1 ORDER BY model, position;
