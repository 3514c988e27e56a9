-- What compare.awk reads: adjusted differences and the terms of models, in the columns of adjusted.tsv and logistic.tsv. NULL stays NULL.
SELECT "by", grp, measure, category, statistic, n, ifnull(count, 'NULL'), 'NULL', iif(value IS NULL, 'NULL', printf('%!.17g', value)), iif(se IS NULL, 'NULL', printf('%!.17g', se)), iif(df IS NULL, 'NULL', printf('%!.17g', df)),
       iif(low IS NULL, 'NULL', printf('%!.17g', low)), iif(high IS NULL, 'NULL', printf('%!.17g', high))
FROM (SELECT "by", grp, measure, reference AS category, 'adjusted' AS statistic, n, n_reference AS count, value, se, df, low, high FROM comparison WHERE adjusted_for <> ''
      UNION ALL SELECT "by", grp, measure, reference, 'adjusted-p', n, n_reference, p, NULL, df, NULL, NULL FROM comparison WHERE adjusted_for <> ''
      UNION ALL SELECT model, '', '', '', 'r-squared', n, left_out, r_squared, NULL, NULL, NULL, NULL FROM model
      UNION ALL SELECT model, '', '', '', 'log-likelihood', n, left_out, log_likelihood, NULL, NULL, NULL, NULL FROM model
      UNION ALL SELECT m.model, t.term || '*' || t.category, '', '', s.name, m.n, m.left_out,
                       CASE s.name WHEN 'coefficient' THEN t.value WHEN 'coefficient-p' THEN t.p WHEN 'holm' THEN t.p_adjusted WHEN 'standardised' THEN t.standardised WHEN 'odds-ratio' THEN t.odds_ratio ELSE t.marginal_effect END,
                       CASE s.name WHEN 'coefficient' THEN t.se WHEN 'marginal-effect' THEN t.marginal_se END, CASE WHEN s.name LIKE 'coefficient%' THEN t.df END,
                       CASE s.name WHEN 'coefficient' THEN t.low WHEN 'odds-ratio' THEN t.odds_low WHEN 'marginal-effect' THEN t.marginal_low END,
                       CASE s.name WHEN 'coefficient' THEN t.high WHEN 'odds-ratio' THEN t.odds_high WHEN 'marginal-effect' THEN t.marginal_high END
                FROM model_term AS t JOIN model AS m ON m.wave = t.wave AND m.model = t.model
                JOIN (SELECT 'coefficient' AS name UNION ALL VALUES ('coefficient-p'), ('holm'), ('standardised'), ('odds-ratio'), ('marginal-effect')) AS s WHERE t.position > 0);
