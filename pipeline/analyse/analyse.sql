-- name: wave
SELECT layout_sha256, respondents, start FROM wave WHERE wave = ?1
-- name: score
SELECT step, denominator FROM score WHERE wave = ?1 AND measure = ?2
-- name: column
SELECT encoding, rows, data FROM chunk WHERE wave = ?1 AND variable = ?2 ORDER BY number
-- name: scores
SELECT encoding, rows, data FROM score_chunk WHERE wave = ?1 AND measure = ?2 ORDER BY number
-- name: count_terms
SELECT count(*) FROM term WHERE wave = ?1 AND variable = ?2
-- name: frame
SELECT f.number, f.headcount, f.teams, f.not_contacted, f.refused, f.other, f.unknown, v.variable, v.category
FROM frame AS f LEFT JOIN frame_value AS v ON v.wave = f.wave AND v.number = f.number WHERE f.wave = ?1 ORDER BY f.number, v.variable
-- name: earlier_waves
SELECT wave, start FROM wave WHERE start < ?1 AND EXISTS (SELECT 1 FROM estimate AS e WHERE e.wave = wave.wave) ORDER BY start DESC
-- name: earlier_estimates
SELECT "by", grp, measure, category, statistic, n, value, se, df, n_effective FROM estimate WHERE wave = ?1 AND statistic IN ('mean', 'percent')
-- name: delete_estimates
DELETE FROM estimate WHERE wave = ?1
-- name: delete_comparisons
DELETE FROM comparison WHERE wave = ?1
-- name: delete_trends
DELETE FROM trend WHERE wave = ?1
-- name: delete_weight_summary
DELETE FROM weight_summary WHERE wave = ?1
-- name: delete_weights
DELETE FROM weight WHERE wave = ?1
-- name: delete_strata
DELETE FROM stratum WHERE wave = ?1
-- name: insert_stratum
INSERT INTO stratum (wave, stratum, drawn, population, correction) VALUES (?1, ?2, ?3, ?4, ?5)
-- name: delete_sensitivities
DELETE FROM sensitivity WHERE wave = ?1
-- name: insert_sensitivity
INSERT INTO sensitivity (wave, "by", grp, measure, n, value, low, high, n_complete, complete_value, complete_low, complete_high) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
-- name: delete_response_rates
DELETE FROM response_rate WHERE wave = ?1
-- name: insert_estimate
INSERT INTO estimate (wave, "by", grp, measure, category, statistic, n, count, n_effective, value, se, df, low, high, method, why, design_df, design_low, design_high)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
-- name: insert_comparison
-- Rows without a role are adjusted for covariates.
INSERT INTO comparison (wave, "by", grp, reference, measure, category, method, n, n_reference, value, se, df, low, high, statistic, p, p_adjusted, effect_name, effect, effect_low, effect_high, adjusted_for, verdict, why,
    role, family, adjustment, margin, design_df, design_low, design_high, design_p, support)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, coalesce(?25, 'adjusted'), coalesce(?26, ''), coalesce(?27, ''), ?28, ?41, ?42, ?43, ?44, ?45)
-- name: insert_trend
INSERT INTO trend (wave, previous, "by", grp, measure, category, statistic, n, n_previous, value, se, df, low, high, p, p_adjusted, verdict, why, family, adjustment)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)
-- name: insert_weight_summary
INSERT INTO weight_summary (wave, method, margins, iterations, smallest, largest, design_effect, n_effective, clusters, median, q1, q3, variation, trimmed, trim_rounds, fewest_in_cell)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
-- name: insert_weight
INSERT INTO weight (wave, grp, n, weight) VALUES (?1, ?2, ?3, ?4)
-- name: insert_response_rate
INSERT INTO response_rate (wave, "by", grp, answered, invited, rate, complete, partial, unknown, rr1, rr2, rr3, rr5) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
-- name: coders
SELECT coder, name FROM coder WHERE wave = ?1 ORDER BY coder
-- name: comment_codes
SELECT c.comment, c.coder, c.code FROM comment_code AS c WHERE c.wave = ?1 ORDER BY c.comment, c.coder, c.code
-- name: people_coded_twice
SELECT count(DISTINCT respondent) FROM coded_comment AS k WHERE k.wave = ?1 AND 2 <= (SELECT count(DISTINCT c.coder) FROM comment_code AS c JOIN coder AS r ON r.wave = c.wave AND r.coder = c.coder
WHERE c.wave = k.wave AND c.comment = k.comment AND r.name <> 'agreed')
-- name: people_coded_by_both
SELECT count(DISTINCT respondent) FROM coded_comment AS k WHERE k.wave = ?1 AND 2 = (SELECT count(DISTINCT c.coder) FROM comment_code AS c WHERE c.wave = k.wave AND c.comment = k.comment AND c.coder IN (?2, ?3))
-- name: delete_agreements
DELETE FROM agreement WHERE wave = ?1
-- name: insert_agreement
INSERT INTO agreement (wave, code, statistic, coders, people, n, observed, value, low, high, why) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
-- name: item_moments
SELECT item, other, variable, n, product, sum, pairs, both_n, both_product, both_sum, both_other_sum FROM item_moment WHERE wave = ?1 AND measure = ?2 ORDER BY item, other
-- name: delete_reliabilities
DELETE FROM reliability WHERE wave = ?1
-- name: delete_reliability_items
DELETE FROM reliability_item WHERE wave = ?1
-- name: delete_item_correlations
DELETE FROM item_correlation WHERE wave = ?1
-- name: delete_intraclass
DELETE FROM intraclass WHERE wave = ?1
-- name: delete_correlations
DELETE FROM correlation WHERE wave = ?1
-- name: insert_reliability
INSERT INTO reliability (wave, measure, items, n, missing_rule, alpha, low, high, standardised_alpha, why, omega, at_bound, omega_why, inter_item_mean, inter_item_smallest, inter_item_largest,
pairwise_alpha, pairwise_least, pairwise_most, scored, at_low, at_high) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)
-- name: insert_reliability_item
INSERT INTO reliability_item (wave, measure, item, position, n, pairs, item_total, item_rest, rest_low, rest_high, alpha_without, flag, why) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
-- name: insert_item_correlation
INSERT INTO item_correlation (wave, measure, item, other, n, correlation, both_n) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
-- name: insert_intraclass
INSERT INTO intraclass (wave, measure, teams, n, answered, differ, msb, msw, n0, f, p, icc1, icc2, icc1_raw, design_effect, design_effect_unequal, low, high, method, why)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)
-- name: insert_correlation
INSERT INTO correlation (wave, measure, other, n, differ, other_differ, rho, low, high, p, p_adjusted, why) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
-- name: delete_models
DELETE FROM model WHERE wave = ?1
-- name: delete_model_terms
DELETE FROM model_term WHERE wave = ?1
-- name: insert_model
INSERT INTO model (wave, model, outcome, kind, n, yes, left_out, teams, parameters, r_squared, log_likelihood, condition, variance, why) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
-- name: insert_model_term
INSERT INTO model_term (wave, model, position, term, category, label, category_label, reference, per, n, yes, value, se, df, low, high, p, p_adjusted, odds_ratio, odds_low, odds_high,
    marginal_effect, marginal_se, marginal_low, marginal_high, standardised, why, support)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28)
