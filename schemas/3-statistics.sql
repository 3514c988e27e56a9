-- work.db, part 3: what analyse stores, full precision. Private.
-- "by" is 'all', a variable, or 'a*b'; grp likewise ('all', 'nhs', 'nhs*london'). A value that cannot be had is NULL and why says so.
CREATE TABLE estimate (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, "by" TEXT NOT NULL, grp TEXT NOT NULL, measure TEXT NOT NULL, category TEXT NOT NULL,
    statistic TEXT NOT NULL CHECK (statistic IN ('mean', 'sd', 'median', 'q1', 'q3', 'percent', 'bin', 'total')),
    n INTEGER NOT NULL, count INTEGER, n_effective REAL, value REAL, se REAL, df REAL, low REAL, high REAL, method TEXT NOT NULL, why TEXT,
    PRIMARY KEY (wave, "by", grp, measure, category, statistic)
) STRICT;
-- role: 'primary', whose verdict counts; 'beside', the same groups by another method; 'overall', a whole table of answers, or all groups of a list (grp 'a, b') at once; 'adjusted', for covariates.
-- family: whose p values are adjusted together, and how. margin: the smallest difference that matters. value: only where the method speaks in the measure's unit.
CREATE TABLE comparison (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, "by" TEXT NOT NULL, grp TEXT NOT NULL, reference TEXT NOT NULL, measure TEXT NOT NULL, category TEXT NOT NULL,
    method TEXT NOT NULL, n INTEGER NOT NULL, n_reference INTEGER NOT NULL, value REAL, se REAL, df REAL, low REAL, high REAL, statistic REAL, p REAL, p_adjusted REAL,
    effect_name TEXT, effect REAL, effect_low REAL, effect_high REAL, adjusted_for TEXT NOT NULL, verdict TEXT NOT NULL, why TEXT,
    role TEXT NOT NULL CHECK (role IN ('primary', 'beside', 'overall', 'adjusted')), family TEXT NOT NULL, adjustment TEXT NOT NULL, margin REAL,
    PRIMARY KEY (wave, "by", grp, reference, measure, category, method, adjusted_for)
) STRICT;
CREATE TABLE trend (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, previous TEXT NOT NULL, "by" TEXT NOT NULL, grp TEXT NOT NULL, measure TEXT NOT NULL, category TEXT NOT NULL,
    statistic TEXT NOT NULL, n INTEGER NOT NULL, n_previous INTEGER NOT NULL, value REAL, se REAL, df REAL, low REAL, high REAL, p REAL, p_adjusted REAL, verdict TEXT NOT NULL, why TEXT, family TEXT NOT NULL, adjustment TEXT NOT NULL,
    PRIMARY KEY (wave, previous, "by", grp, measure, category, statistic)
) STRICT;
CREATE TABLE weight_summary (
    wave TEXT PRIMARY KEY REFERENCES wave(wave) ON DELETE CASCADE, method TEXT NOT NULL, margins TEXT NOT NULL, iterations INTEGER NOT NULL, smallest REAL NOT NULL, largest REAL NOT NULL,
    design_effect REAL NOT NULL, n_effective REAL NOT NULL, clusters INTEGER NOT NULL
) STRICT;
-- The weight of each combination of the margins; grp is 'nhs*london' in the order of margins.
CREATE TABLE weight (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, grp TEXT NOT NULL, n INTEGER NOT NULL, weight REAL NOT NULL, PRIMARY KEY (wave, grp)
) STRICT;
CREATE TABLE response_rate (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, "by" TEXT NOT NULL, grp TEXT NOT NULL, answered INTEGER NOT NULL, invited REAL, rate REAL, PRIMARY KEY (wave, "by", grp)
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
    PRIMARY KEY (wave, model, position), FOREIGN KEY (wave, model) REFERENCES model(wave, model) ON DELETE CASCADE
) STRICT;
