-- What beside.awk reads: comparisons by other methods, a number a line: by grp measure reference method what value.
SELECT "by", grp, measure, reference, method, what, CASE what WHEN 'statistic' THEN printf('%!.17g', statistic) WHEN 'df' THEN printf('%!.17g', df) WHEN 'p' THEN printf('%!.17g', p)
           WHEN 'effect' THEN printf('%!.17g', effect) WHEN 'effect_low' THEN printf('%!.17g', effect_low) WHEN 'effect_high' THEN printf('%!.17g', effect_high)
           WHEN 'value' THEN printf('%!.17g', value) WHEN 'low' THEN printf('%!.17g', low) ELSE printf('%!.17g', high) END
FROM comparison, (SELECT 'statistic' AS what UNION ALL SELECT 'df' UNION ALL SELECT 'p' UNION ALL SELECT 'effect' UNION ALL SELECT 'effect_low' UNION ALL SELECT 'effect_high' UNION ALL SELECT 'value'
                  UNION ALL SELECT 'low' UNION ALL SELECT 'high')
WHERE role IN ('beside', 'overall')
  AND CASE what WHEN 'statistic' THEN statistic WHEN 'df' THEN df WHEN 'p' THEN p WHEN 'effect' THEN effect WHEN 'effect_low' THEN effect_low WHEN 'effect_high' THEN effect_high WHEN 'value' THEN value WHEN 'low' THEN low ELSE high END IS NOT NULL;
