-- The private tables of one wave as facts.awk reads them: by, grp, measure, category, statistic, value. NULL is nothing.
SELECT "by", grp, measure, category, statistic, printf('%!.17g', value) FROM estimate WHERE value IS NOT NULL
UNION ALL SELECT "by", grp, measure, category, iif(statistic = 'bin', 'bin count', 'count'), count FROM estimate WHERE count IS NOT NULL
UNION ALL SELECT "by", grp, measure, category, 'n', max(n) FROM estimate GROUP BY "by", grp, measure, category
UNION ALL SELECT "by", grp, measure, '', 'n', max(n) FROM estimate GROUP BY "by", grp, measure HAVING max(category <> '')
UNION ALL SELECT "by", grp || '/' || reference, measure, category, 'fisher exact p', printf('%!.17g', p) FROM comparison WHERE role = 'primary' AND method LIKE 'fisher%'
UNION ALL SELECT "by", grp || '/' || reference, measure, category, 'verdict names', verdict FROM comparison WHERE role = 'primary'
UNION ALL SELECT "by", grp || '/' || reference, measure, category, 'adjusted why names', ifnull(why, '') FROM comparison WHERE role = 'adjusted';
