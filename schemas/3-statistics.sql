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
-- role: 'primary', whose verdict counts; 'beside', the same groups by another method; 'overall', a whole table of answers, or all groups of a list (grp 'a, b') at once; 'adjusted', for covariates.
-- family: whose p values are adjusted together, and how. margin: the smallest difference that matters. value: only where the method speaks in the measure's unit.
CREATE TABLE comparison (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, "by" TEXT NOT NULL, grp TEXT NOT NULL, reference TEXT NOT NULL, measure TEXT NOT NULL, category TEXT NOT NULL,
    method TEXT NOT NULL, n INTEGER NOT NULL, n_reference INTEGER NOT NULL, value REAL, se REAL, df REAL, low REAL, high REAL, statistic REAL, p REAL, p_adjusted REAL,
    effect_name TEXT, effect REAL, effect_low REAL, effect_high REAL, adjusted_for TEXT NOT NULL, verdict TEXT NOT NULL, why TEXT,
    role TEXT NOT NULL CHECK (role IN ('primary', 'beside', 'overall', 'adjusted')), family TEXT NOT NULL, adjustment TEXT NOT NULL, margin REAL,
    design_df REAL, design_low REAL, design_high REAL, design_p REAL, -- of raw differences as R's svyglm has them, by the teams less two; value, se and statistic are the same
    support REAL, -- of adjusted differences: on how many people they rest, on the side with fewer (analyse/support.h)
    PRIMARY KEY (wave, "by", grp, reference, measure, category, method, adjusted_for)
) STRICT;
CREATE TABLE trend (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, previous TEXT NOT NULL, "by" TEXT NOT NULL, grp TEXT NOT NULL, measure TEXT NOT NULL, category TEXT NOT NULL,
    statistic TEXT NOT NULL, n INTEGER NOT NULL, n_previous INTEGER NOT NULL, value REAL, se REAL, df REAL, low REAL, high REAL, p REAL, p_adjusted REAL, verdict TEXT NOT NULL, why TEXT, family TEXT NOT NULL, adjustment TEXT NOT NULL,
    PRIMARY KEY (wave, previous, "by", grp, measure, category, statistic)
) STRICT;
-- design_effect and n_effective: Kish's, of the weights alone. variation: coefficient of variation. trimmed: people whose weight was put on a limit, in trim_rounds rounds of trimming and raking. fewest_in_cell: answers in the smallest cell that weights were fitted to; NULL: none were.
CREATE TABLE weight_summary (
    wave TEXT PRIMARY KEY REFERENCES wave(wave) ON DELETE CASCADE, method TEXT NOT NULL, margins TEXT NOT NULL, iterations INTEGER NOT NULL, smallest REAL NOT NULL, largest REAL NOT NULL,
    design_effect REAL NOT NULL, n_effective REAL NOT NULL, clusters INTEGER NOT NULL, median REAL NOT NULL, q1 REAL NOT NULL, q3 REAL NOT NULL, variation REAL NOT NULL,
    trimmed INTEGER NOT NULL, trim_rounds INTEGER NOT NULL, fewest_in_cell INTEGER
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
-- items: those whose answers differ, which are used. alpha: Cronbach's, with Feldt's 95% interval. omega: McDonald's, of one factor (analyse/factor.h); at_bound 1: one question
-- alone is nearly that factor. inter_item_: correlations of two questions, their mean, smallest and largest. pairwise_alpha: of everybody who answered any two (analyse/item_pairs.h);
-- pairwise_least and pairwise_most: the fewest and most people behind one of its numbers. scored people have the score; at_low and at_high of them are at the ends of its declared range.
CREATE TABLE reliability (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, measure TEXT NOT NULL, items INTEGER NOT NULL, n INTEGER, missing_rule TEXT NOT NULL,
    alpha REAL, low REAL, high REAL, standardised_alpha REAL, why TEXT,
    omega REAL, at_bound INTEGER, omega_why TEXT, inter_item_mean REAL, inter_item_smallest REAL, inter_item_largest REAL, pairwise_alpha REAL, pairwise_least INTEGER, pairwise_most INTEGER,
    scored INTEGER NOT NULL, at_low INTEGER, at_high INTEGER, PRIMARY KEY (wave, measure)
) STRICT;
-- Of each item: its correlation with the score, with the score of the others (item-rest) with a 95% interval (Fisher's z), and what alpha is without it. pairs: of people whose answers to it
-- differ, so many can be made at least. flag 'against': it runs against the others, that interval lies below 0; 'weakly against': item-rest is below 0, and chance may do that.
CREATE TABLE reliability_item (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, measure TEXT NOT NULL, item TEXT NOT NULL, position INTEGER NOT NULL, n INTEGER NOT NULL, pairs INTEGER NOT NULL,
    item_total REAL, item_rest REAL, rest_low REAL, rest_high REAL, alpha_without REAL, flag TEXT NOT NULL CHECK (flag IN ('', 'against', 'weakly against')), why TEXT, PRIMARY KEY (wave, measure, position)
) STRICT;
-- Pearson's correlation of two items of a score, of those who answered all; both_n: who answered both. Positions as in reliability_item, other < item.
CREATE TABLE item_correlation (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, measure TEXT NOT NULL, item INTEGER NOT NULL, other INTEGER NOT NULL CHECK (other >= 0 AND other < item),
    n INTEGER NOT NULL, correlation REAL, both_n INTEGER NOT NULL, PRIMARY KEY (wave, measure, item, other)
) STRICT;
-- How alike people of one team answer (analyse/intraclass.h), of each headline number and each score, of teams with two or more answers; each person counts the same. icc1_raw: as it is,
-- where the others are 0 instead of less. low and high: of icc1_raw. differ: people with another value than the commonest one. answered: with those who answered alone in their team.
CREATE TABLE intraclass (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, measure TEXT NOT NULL, teams INTEGER NOT NULL, n INTEGER NOT NULL, answered INTEGER NOT NULL, differ INTEGER NOT NULL,
    msb REAL, msw REAL, n0 REAL, f REAL, p REAL, icc1 REAL, icc2 REAL, icc1_raw REAL, design_effect REAL, design_effect_unequal REAL, low REAL, high REAL, method TEXT NOT NULL, why TEXT,
    PRIMARY KEY (wave, measure)
) STRICT;
-- Spearman's correlations of headline numbers and scores with each other (analyse/spearman.h), of those who have both, each counting the same; p_adjusted: Holm's over all pairs.
-- differ, other_differ: of these people, how many have another value than the commonest one.
CREATE TABLE correlation (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, measure TEXT NOT NULL, other TEXT NOT NULL, n INTEGER NOT NULL, differ INTEGER NOT NULL, other_differ INTEGER NOT NULL,
    rho REAL, low REAL, high REAL, p REAL, p_adjusted REAL, why TEXT, PRIMARY KEY (wave, measure, other)
) STRICT;
-- What goes with an outcome (analyse/model_fit.h): of n people in so many teams who answered all of it, yes of them saying yes; left_out lack an answer. parameters: columns with the constant.
-- condition: of the columns scaled to length 1. variance: how standard errors were made. why: it is refused (no term has a value).
CREATE TABLE model (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, model TEXT NOT NULL, outcome TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('linear', 'logistic')),
    n INTEGER NOT NULL, yes INTEGER, left_out INTEGER NOT NULL, teams INTEGER NOT NULL, parameters INTEGER NOT NULL, r_squared REAL, log_likelihood REAL, condition REAL, variance TEXT NOT NULL, why TEXT,
    PRIMARY KEY (wave, model)
) STRICT;
-- position 0 is the constant. term: the predictor; category: one of its categories (n people in the model have it, yes of them say yes), set against `reference`, which has a row without a value;
-- of a number '', and the difference is that for `per` units. value: of linear models the difference in the outcome's unit, of logistic ones in log odds, with odds ratio and the
-- average marginal effect in percentage points. df: Satterthwaite's. p_adjusted: Holm within the model, without the constant.
CREATE TABLE model_term (
    wave TEXT NOT NULL, model TEXT NOT NULL, position INTEGER NOT NULL, term TEXT NOT NULL, category TEXT NOT NULL, label TEXT NOT NULL, category_label TEXT NOT NULL, reference TEXT NOT NULL, per REAL,
    n INTEGER, yes INTEGER, value REAL, se REAL, df REAL, low REAL, high REAL, p REAL, p_adjusted REAL, odds_ratio REAL, odds_low REAL, odds_high REAL,
    marginal_effect REAL, marginal_se REAL, marginal_low REAL, marginal_high REAL, standardised REAL, why TEXT,
    support REAL, -- on how many people the coefficient rests (analyse/support.h)
    PRIMARY KEY (wave, model, position), FOREIGN KEY (wave, model) REFERENCES model(wave, model) ON DELETE CASCADE
) STRICT;
