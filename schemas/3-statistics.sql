-- work.db, part 3: what analyse stores, full precision. Private.
-- "by" is 'all', a variable, or 'a*b'; grp likewise ('all', 'nhs', 'nhs*london'). A value that cannot be had is NULL and why says so.
CREATE TABLE estimate (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, "by" TEXT NOT NULL, grp TEXT NOT NULL, measure TEXT NOT NULL, category TEXT NOT NULL,
    statistic TEXT NOT NULL CHECK (statistic IN ('mean', 'sd', 'median', 'q1', 'q3', 'percent', 'bin', 'total')),
    n INTEGER NOT NULL, count INTEGER, n_effective REAL, value REAL, se REAL, df REAL, low REAL, high REAL, method TEXT NOT NULL, why TEXT,
    -- df, low and high as R survey has them (confint of svymean by degf, svyciprop's Wilson by 1.96, svyquantile): where teams are few these cover less often than they
    -- say (analyse/degrees.h, tests/coverage); value and se are R's in both.
    design_df REAL, design_low REAL, design_high REAL,
    PRIMARY KEY (wave, "by", grp, measure, category, statistic)
) STRICT;
CREATE TABLE comparison (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, "by" TEXT NOT NULL, grp TEXT NOT NULL, reference TEXT NOT NULL, measure TEXT NOT NULL, category TEXT NOT NULL,
    method TEXT NOT NULL, n INTEGER NOT NULL, n_reference INTEGER NOT NULL, value REAL, se REAL, df REAL, low REAL, high REAL, statistic REAL, p REAL, p_adjusted REAL,
    effect_name TEXT, effect REAL, effect_low REAL, effect_high REAL, adjusted_for TEXT NOT NULL, verdict TEXT NOT NULL, why TEXT,
    design_df REAL, design_low REAL, design_high REAL, design_p REAL, -- of raw differences as R's svyglm has them, by the teams less two; value, se and statistic are the same
    PRIMARY KEY (wave, "by", grp, reference, measure, category, method, adjusted_for)
) STRICT;
CREATE TABLE trend (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, previous TEXT NOT NULL, "by" TEXT NOT NULL, grp TEXT NOT NULL, measure TEXT NOT NULL, category TEXT NOT NULL,
    statistic TEXT NOT NULL, n INTEGER NOT NULL, n_previous INTEGER NOT NULL, value REAL, se REAL, df REAL, low REAL, high REAL, p REAL, p_adjusted REAL, verdict TEXT NOT NULL, why TEXT,
    PRIMARY KEY (wave, previous, "by", grp, measure, category, statistic)
) STRICT;
-- design_effect and n_effective: Kish's, of the weights alone. variation: coefficient of variation. trimmed: people whose weight was put on a limit, in trim_rounds rounds of trimming and raking.
CREATE TABLE weight_summary (
    wave TEXT PRIMARY KEY REFERENCES wave(wave) ON DELETE CASCADE, method TEXT NOT NULL, margins TEXT NOT NULL, iterations INTEGER NOT NULL, smallest REAL NOT NULL, largest REAL NOT NULL,
    design_effect REAL NOT NULL, n_effective REAL NOT NULL, clusters INTEGER NOT NULL, median REAL NOT NULL, q1 REAL NOT NULL, q3 REAL NOT NULL, variation REAL NOT NULL,
    trimmed INTEGER NOT NULL, trim_rounds INTEGER NOT NULL
) STRICT;
-- The weight of each combination of the margins; grp is 'nhs*london' in the order of margins.
CREATE TABLE weight (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, grp TEXT NOT NULL, n INTEGER NOT NULL, weight REAL NOT NULL, PRIMARY KEY (wave, grp)
) STRICT;
-- How teams (people, without teams) were drawn, where the codebook says so: those drawn of each stratum ('all' without strata), how many there are, and what standard errors
-- are multiplied by: sqrt(1 - drawn / population). The se of an estimate divided by it is what it would be without the correction.
CREATE TABLE stratum (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, stratum TEXT NOT NULL, drawn INTEGER NOT NULL, population REAL, correction REAL NOT NULL, PRIMARY KEY (wave, stratum)
) STRICT;
-- answered = complete + partial. Percentages: rate, answered of invited; rr1 to rr5, AAPOR's response rates (analyse/response.h). unknown: of the invited, whether they were eligible.
CREATE TABLE response_rate (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, "by" TEXT NOT NULL, grp TEXT NOT NULL, answered INTEGER NOT NULL, invited REAL, rate REAL,
    complete INTEGER NOT NULL, partial INTEGER NOT NULL, unknown REAL, rr1 REAL, rr2 REAL, rr3 REAL, rr5 REAL, PRIMARY KEY (wave, "by", grp), CHECK (answered = complete + partial)
) STRICT;
-- Of scores for which some questions may be left open (minimum_answered): the average by that rule, of n people, beside that of the n_complete who answered every question.
CREATE TABLE sensitivity (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, "by" TEXT NOT NULL, grp TEXT NOT NULL, measure TEXT NOT NULL, n INTEGER NOT NULL, value REAL, low REAL, high REAL,
    n_complete INTEGER NOT NULL, complete_value REAL, complete_low REAL, complete_high REAL, PRIMARY KEY (wave, "by", grp, measure), CHECK (n_complete <= n)
) STRICT;
-- Agreement of those who coded comments. code '' is the mean over codes that have a value; coders are numbered in the order of the file: '1 and 2', or 'all' for alpha. n: comments coded by both, or by two or more;
-- people: whose comments those are. observed: share of comments on which both say the same.
CREATE TABLE agreement (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, code TEXT NOT NULL, statistic TEXT NOT NULL CHECK (statistic IN ('kappa', 'alpha')), coders TEXT NOT NULL,
    people INTEGER NOT NULL, n INTEGER NOT NULL, observed REAL, value REAL, low REAL, high REAL, why TEXT, PRIMARY KEY (wave, code, statistic, coders)
) STRICT;
-- How well the questions of a mean or sum hang together (analyse/reliability.h has the formulas), of the n people who answered all of them, each counting the same.
-- items: those whose answers differ, which are used. alpha: Cronbach's, with Feldt's 95% interval.
CREATE TABLE reliability (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, measure TEXT NOT NULL, items INTEGER NOT NULL, n INTEGER, missing_rule TEXT NOT NULL,
    alpha REAL, low REAL, high REAL, standardised_alpha REAL, why TEXT, PRIMARY KEY (wave, measure)
) STRICT;
-- Of each item: its correlation with the score, with the score of the others (item-rest), and what alpha is without it. pairs: of people whose answers to it differ, so
-- many can be made at least. flag 'against': it runs against the others (item-rest below 0).
CREATE TABLE reliability_item (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, measure TEXT NOT NULL, item TEXT NOT NULL, position INTEGER NOT NULL, n INTEGER NOT NULL, pairs INTEGER NOT NULL,
    item_total REAL, item_rest REAL, alpha_without REAL, flag TEXT NOT NULL CHECK (flag IN ('', 'against')), why TEXT, PRIMARY KEY (wave, measure, position)
) STRICT;
