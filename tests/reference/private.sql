-- What compare.awk reads: the numbers of one wave in full precision, in the columns of the reference files; df and limits as R has them. NULL stays NULL.
SELECT "by", grp, measure, category, statistic, n, ifnull(count, 'NULL'), iif(n_effective IS NULL, 'NULL', printf('%!.17g', n_effective)), iif(value IS NULL, 'NULL', printf('%!.17g', value)), iif(se IS NULL, 'NULL', printf('%!.17g', se)),
       iif(df IS NULL, 'NULL', printf('%!.17g', df)), iif(low IS NULL, 'NULL', printf('%!.17g', low)), iif(high IS NULL, 'NULL', printf('%!.17g', high))
FROM (SELECT "by", grp, measure, category, statistic, n, count, n_effective, value, se, design_df AS df, design_low AS low, design_high AS high FROM estimate
      UNION ALL SELECT "by", grp, measure, reference, 'difference', n, n_reference, NULL, value, se, design_df, design_low, design_high FROM comparison WHERE category IN ('', 'yes') AND adjusted_for = '' AND method LIKE 'raw%'
      UNION ALL SELECT "by", grp, measure, reference, 'difference-p', n, n_reference, NULL, design_p, NULL, design_df, NULL, NULL FROM comparison WHERE category IN ('', 'yes') AND adjusted_for = '' AND method LIKE 'raw%'
      UNION ALL SELECT (SELECT replace(margins, ', ', '*') FROM weight_summary), grp, '', '', 'weight', n, NULL, NULL, weight, NULL, NULL, NULL, NULL FROM weight
      UNION ALL SELECT "by", grp, measure, '', 'complete-mean', n_complete, NULL, NULL, complete_value, NULL, NULL, complete_low, complete_high FROM sensitivity
      UNION ALL SELECT 'all', 'all', '', w.name, 'weights', (SELECT sum(respondents) FROM wave), NULL, NULL, w.value, NULL, NULL, NULL, NULL FROM (
          SELECT 'smallest' AS name, smallest AS value FROM weight_summary UNION ALL SELECT 'largest', largest FROM weight_summary UNION ALL SELECT 'median', median FROM weight_summary
          UNION ALL SELECT 'q1', q1 FROM weight_summary UNION ALL SELECT 'q3', q3 FROM weight_summary UNION ALL SELECT 'variation', variation FROM weight_summary
          UNION ALL SELECT 'design_effect', design_effect FROM weight_summary UNION ALL SELECT 'n_effective', n_effective FROM weight_summary
          UNION ALL SELECT 'trimmed', trimmed FROM weight_summary UNION ALL SELECT 'rounds', trim_rounds FROM weight_summary) AS w);
