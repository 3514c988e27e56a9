-- release.db: released cells and what is needed to describe them. Nothing else may come here. Values are rounded as they are released.
-- flag: 'c' confidential (value, low, high, n all NULL), 'u' unreliable, 'z' not applicable; '' otherwise.
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE period (period TEXT PRIMARY KEY, label TEXT NOT NULL, months TEXT NOT NULL, start TEXT NOT NULL, finish TEXT NOT NULL, position INTEGER NOT NULL) STRICT;
-- All files of a kind ('responses', 'frame') together: a file of its own may hold a group of its own. Counts are NULL where too few answered; names of files stay at home.
-- rows_read = stored + quarantined + blank + not_eligible + incomplete (broken off). Fewer people than the minimum who were not eligible or broke off are NULL, and rows_read with them.
CREATE TABLE input (period TEXT NOT NULL, kind TEXT NOT NULL, rows_read INTEGER, stored INTEGER, quarantined INTEGER, blank INTEGER, not_eligible INTEGER, incomplete INTEGER, PRIMARY KEY (period, kind),
    CHECK (rows_read IS NULL OR rows_read = stored + quarantined + blank + not_eligible + incomplete)) STRICT;
CREATE TABLE input_hash (period TEXT NOT NULL, kind TEXT NOT NULL, position INTEGER NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (period, kind, position)) STRICT;
CREATE TABLE section (position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, title TEXT NOT NULL, introduction TEXT NOT NULL) STRICT;
CREATE TABLE measure (
    position INTEGER PRIMARY KEY, measure TEXT NOT NULL UNIQUE, label TEXT NOT NULL, section TEXT NOT NULL, kind TEXT NOT NULL, shape TEXT NOT NULL, unit TEXT NOT NULL,
    phrase TEXT NOT NULL, description TEXT NOT NULL, better TEXT NOT NULL CHECK (better IN ('higher', 'lower', '')), low REAL, high REAL, reference_low REAL, reference_high REAL, reference_label TEXT NOT NULL,
    decimals INTEGER NOT NULL, headline INTEGER NOT NULL, sensitive INTEGER NOT NULL, instrument TEXT NOT NULL
) STRICT;
-- The categories of a measure in order: of 'percent' (categories) and of 'bin' (low:high, label "21 to 30").
CREATE TABLE category (measure TEXT NOT NULL, statistic TEXT NOT NULL, category TEXT NOT NULL, label TEXT NOT NULL, position INTEGER NOT NULL, low REAL, high REAL, PRIMARY KEY (measure, statistic, category)) STRICT;
CREATE TABLE grouping (position INTEGER PRIMARY KEY, "by" TEXT NOT NULL UNIQUE, label TEXT NOT NULL) STRICT;
CREATE TABLE grp ("by" TEXT NOT NULL, grp TEXT NOT NULL, label TEXT NOT NULL, phrase TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY ("by", grp)) STRICT;
CREATE TABLE instrument (name TEXT PRIMARY KEY, title TEXT NOT NULL, source TEXT NOT NULL, licence TEXT NOT NULL, attribution TEXT NOT NULL) STRICT;
CREATE TABLE chart (position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL CHECK (kind IN ('comparison', 'distribution', 'trend', 'missing', 'benchmark')), section TEXT NOT NULL, "by" TEXT NOT NULL) STRICT;
CREATE TABLE chart_measure (chart TEXT NOT NULL REFERENCES chart(name), position INTEGER NOT NULL, measure TEXT NOT NULL, PRIMARY KEY (chart, position)) STRICT;
CREATE TABLE result (
    period TEXT NOT NULL, "by" TEXT NOT NULL, grp TEXT NOT NULL, measure TEXT NOT NULL, category TEXT NOT NULL, statistic TEXT NOT NULL,
    value REAL, low REAL, high REAL, n INTEGER, n_effective REAL, unit TEXT NOT NULL, flag TEXT NOT NULL CHECK (flag IN ('', 'c', 'u', 'z', 'p')), method TEXT NOT NULL,
    PRIMARY KEY (period, "by", grp, measure, category, statistic), CHECK (flag <> 'c' OR (value IS NULL AND low IS NULL AND high IS NULL AND n IS NULL AND n_effective IS NULL))
) STRICT;
-- role: 'primary', whose verdict counts; 'beside', the same two groups by another method; 'overall', a whole table of answers, or all groups of a list (grp 'a, b') at once;
-- 'adjusted', for covariates. Rows beside and overall have no verdict (''). value is empty where the method does not speak in the unit of the measure. family: whose p values were adjusted
-- together, and how; empty adjustment: not adjusted. margin: the smallest difference that matters, within which groups are 'similar'. disclose/pair.h says what is withheld.
CREATE TABLE comparison (
    period TEXT NOT NULL, "by" TEXT NOT NULL, grp TEXT NOT NULL, reference TEXT NOT NULL, measure TEXT NOT NULL, category TEXT NOT NULL, method TEXT NOT NULL,
    value REAL, low REAL, high REAL, n INTEGER, n_reference INTEGER, p REAL, p_adjusted REAL, effect_name TEXT NOT NULL, effect REAL, effect_low REAL, effect_high REAL,
    adjusted_for TEXT NOT NULL, verdict TEXT NOT NULL CHECK (verdict IN ('higher', 'lower', 'similar', 'no clear difference', 'too few', 'not estimated', '')), unit TEXT NOT NULL, flag TEXT NOT NULL, why TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('primary', 'beside', 'overall', 'adjusted')), family TEXT NOT NULL, adjustment TEXT NOT NULL, margin REAL,
    PRIMARY KEY (period, "by", grp, reference, measure, category, method, adjusted_for),
    CHECK (flag <> 'c' OR (coalesce(value, low, high, n, n_reference, p, p_adjusted, effect, effect_low, effect_high) IS NULL AND verdict = 'too few'))
) STRICT;
CREATE TABLE trend (
    period TEXT NOT NULL, previous TEXT NOT NULL, "by" TEXT NOT NULL, grp TEXT NOT NULL, measure TEXT NOT NULL, category TEXT NOT NULL, statistic TEXT NOT NULL,
    value REAL, low REAL, high REAL, p REAL, p_adjusted REAL, n INTEGER, n_previous INTEGER, verdict TEXT NOT NULL CHECK (verdict IN ('rose', 'fell', 'no clear change', 'too few', 'not comparable', 'not estimated')), unit TEXT NOT NULL, flag TEXT NOT NULL, why TEXT NOT NULL, family TEXT NOT NULL, adjustment TEXT NOT NULL,
    PRIMARY KEY (period, previous, "by", grp, measure, category, statistic),
    CHECK (flag <> 'c' OR (coalesce(value, low, high, n, n_previous, p, p_adjusted) IS NULL AND verdict = 'too few'))
) STRICT;
-- answered = complete + partial. rate and the response rates of the AAPOR in percent: rr1 of complete answers, rr2 of partial ones too, rr3 and rr5 of complete ones where the eligibility of some is estimated, or leaves them out.
-- detail_flag 'c': complete, partial or a rate besides rr2 is withheld, because it would tell of few people (disclose/rates.h).
CREATE TABLE response_rate (
    period TEXT NOT NULL, "by" TEXT NOT NULL, grp TEXT NOT NULL, answered INTEGER, invited REAL, rate REAL, flag TEXT NOT NULL CHECK (flag IN ('', 'c')),
    complete INTEGER, partial INTEGER, rr1 REAL, rr2 REAL, rr3 REAL, rr5 REAL, detail_flag TEXT NOT NULL CHECK (detail_flag IN ('', 'c')),
    PRIMARY KEY (period, "by", grp), CHECK (flag <> 'c' OR (coalesce(answered, invited, rate, complete, partial, rr1, rr2, rr3, rr5) IS NULL AND detail_flag = 'c')), CHECK ((complete IS NULL) = (partial IS NULL))
) STRICT;
-- smallest and largest are NULL where weights came with the answers: they may be one person's; these, the median and quartiles where few answered in a cell that weights are fitted to: a weight is headcount over answers. variation: coefficient of variation. trimmed: people whose weight was put on a limit; NULL where they, or the others, are fewer than the minimum.
CREATE TABLE weight_summary (
    period TEXT PRIMARY KEY, method TEXT NOT NULL, margins TEXT NOT NULL, smallest REAL, largest REAL, design_effect REAL NOT NULL, n_effective REAL NOT NULL, clusters INTEGER NOT NULL,
    median REAL, q1 REAL, q3 REAL, variation REAL NOT NULL, trimmed INTEGER
) STRICT;
-- Data quality, by kind. 'issue': n odd answers of the code `category`. 'missing': of `base` people n lack an answer for the reason `category` ('any reason', or 'any reason or not asked', where a reason would stand for too few people); rule 'free text' marks comments.
-- 'answered': of the `base` people asked of the group `category` ('all', 'sector=nhs') n answered, `value` percent. 'disposition': n people, AAPOR's code as category. 'flag': of `base` people n show the sign of careless answering `category` ('straight_lined', 'long_run', 'speeding'), whose rule stands in words;
-- or their mean or median `value` ('longest_run', 'variability', 'duration'). variable is a question, a battery of `items` questions, or ''.
CREATE TABLE quality (
    period TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('issue', 'missing', 'answered', 'disposition', 'flag')), variable TEXT NOT NULL, label TEXT NOT NULL, category TEXT NOT NULL, n INTEGER, flag TEXT NOT NULL CHECK (flag IN ('', 'c')),
    base INTEGER, value REAL, items INTEGER, rule TEXT NOT NULL, PRIMARY KEY (period, kind, variable, category), CHECK (flag <> 'c' OR coalesce(n, value) IS NULL)
) STRICT;
-- Averages of scores for which some questions may be left open, of n people, beside those of the n_complete who answered every question. flag 'c': who is in one and not in the other are few (disclose/sensitivity.h).
CREATE TABLE sensitivity (
    period TEXT NOT NULL, "by" TEXT NOT NULL, grp TEXT NOT NULL, measure TEXT NOT NULL, n INTEGER, value REAL, low REAL, high REAL, n_complete INTEGER, complete_value REAL, complete_low REAL, complete_high REAL,
    flag TEXT NOT NULL CHECK (flag IN ('', 'c', 'u', 'z')), PRIMARY KEY (period, "by", grp, measure),
    CHECK (flag <> 'c' OR coalesce(n, value, low, high, n_complete, complete_value, complete_low, complete_high) IS NULL)
) STRICT;
-- How well the questions of a score hang together, of the n people who answered all of them (missing_rule): Cronbach's alpha with its 95% interval, McDonald's omega of one factor (omega_note: why there is
-- none, or what to know of it), the mean, smallest and largest correlation of two questions; and of each question its correlation with the score (item_total) and with the other questions (item_rest), and
-- alpha without it. verdict 'against': item_rest is clearly below 0; 'weakly against': below 0 by no more than chance may do. pairwise_alpha: of everybody who answered any two questions; empty where few
-- answered two and not all. floor, ceiling: percent of the `scored` people at the lowest and highest score there is. disclose/together.h and ends.h say what is withheld.
CREATE TABLE reliability (
    period TEXT NOT NULL, measure TEXT NOT NULL, items INTEGER, n INTEGER, missing_rule TEXT NOT NULL, alpha REAL, low REAL, high REAL, standardised_alpha REAL,
    flag TEXT NOT NULL CHECK (flag IN ('', 'c', 'z')), why TEXT NOT NULL, omega REAL, omega_note TEXT NOT NULL, inter_item_mean REAL, inter_item_smallest REAL, inter_item_largest REAL,
    pairwise_alpha REAL, scored INTEGER, floor REAL, ceiling REAL, PRIMARY KEY (period, measure),
    CHECK (flag <> 'c' OR coalesce(items, n, alpha, low, high, standardised_alpha, omega, inter_item_mean, inter_item_smallest, inter_item_largest, pairwise_alpha, scored, floor, ceiling) IS NULL)
) STRICT;
CREATE TABLE reliability_item (
    period TEXT NOT NULL, measure TEXT NOT NULL, item TEXT NOT NULL, label TEXT NOT NULL, position INTEGER NOT NULL, item_total REAL, item_rest REAL, alpha_without REAL,
    verdict TEXT NOT NULL CHECK (verdict IN ('', 'against', 'weakly against')), flag TEXT NOT NULL CHECK (flag IN ('', 'c', 'z')), why TEXT NOT NULL,
    PRIMARY KEY (period, measure, position), CHECK (flag <> 'c' OR (coalesce(item_total, item_rest, alpha_without) IS NULL AND verdict = ''))
) STRICT;
-- How alike people of one team answer: icc1 of two people, icc2 of means of teams (0 where teams differ less than by chance), of n people in `teams` teams of two or more. design_effect: by how much
-- a sample of such teams needs more people, of the mean size and of the sizes as they are. n is empty where few answered alone in their team. disclose/alike.h says what is withheld.
CREATE TABLE intraclass (
    period TEXT NOT NULL, measure TEXT NOT NULL, teams INTEGER, n INTEGER, icc1 REAL, low REAL, high REAL, icc2 REAL, design_effect REAL, design_effect_unequal REAL, method TEXT NOT NULL,
    flag TEXT NOT NULL CHECK (flag IN ('', 'c', 'z')), why TEXT NOT NULL, PRIMARY KEY (period, measure),
    CHECK (flag <> 'c' OR coalesce(teams, n, icc1, low, high, icc2, design_effect, design_effect_unequal) IS NULL)
) STRICT;
-- Spearman's rank correlations of headline numbers and scores, of the n people who have both, each counting the same; p_adjusted: Holm's over all pairs of the period.
CREATE TABLE correlation (
    period TEXT NOT NULL, measure TEXT NOT NULL, other TEXT NOT NULL, n INTEGER, rho REAL, low REAL, high REAL, p REAL, p_adjusted REAL,
    flag TEXT NOT NULL CHECK (flag IN ('', 'c', 'z')), why TEXT NOT NULL, PRIMARY KEY (period, measure, other), CHECK (flag <> 'c' OR coalesce(n, rho, low, high, p, p_adjusted) IS NULL)
) STRICT;
-- Benchmarks that the user supplied (value, p20, p50, p80, source, date), each beside the released result of the same measure, group and category in the period reported on (own_value, low, high, n, flag).
-- band: where own_value lies among the percentiles, counted from low values; band_low and band_high: where the ends of its interval lie, so that the interval covers an edge where they differ. A value on an edge takes the better band.
-- favour: what the band means where the measure has a better side. against: on which side of `value` the interval lies. All of these are '' where there is nothing to tell them from.
CREATE TABLE benchmark (
    measure TEXT NOT NULL, "by" TEXT NOT NULL, grp TEXT NOT NULL, category TEXT NOT NULL, value REAL, p20 REAL, p50 REAL, p80 REAL, source TEXT NOT NULL, date TEXT NOT NULL,
    own_value REAL, low REAL, high REAL, n INTEGER, unit TEXT NOT NULL, flag TEXT NOT NULL CHECK (flag IN ('', 'c', 'u', 'z', 'p')),
    band TEXT NOT NULL CHECK (band IN ('', 'lowest fifth', 'below the middle', 'above the middle', 'highest fifth')), band_low TEXT NOT NULL, band_high TEXT NOT NULL,
    favour TEXT NOT NULL CHECK (favour IN ('', 'least favourable', 'less favourable', 'favourable', 'most favourable')), against TEXT NOT NULL CHECK (against IN ('', 'above', 'below', 'not clearly different')),
    PRIMARY KEY (measure, "by", grp, category, source, date), CHECK (coalesce(value, p20) IS NOT NULL),
    CHECK (flag <> 'c' OR (coalesce(own_value, low, high, n) IS NULL AND band || band_low || band_high || favour || against = ''))
) STRICT;
-- How far those who coded comments agree on a code (code '' is the mean over codes that have a value and are told): 'kappa' is Cohen's of two coders, 'alpha' Krippendorff's of all. n: comments coded by both, or by two or more (of the mean: those codes);
-- observed: share of comments on which both say the same.
CREATE TABLE agreement (
    period TEXT NOT NULL, code TEXT NOT NULL, label TEXT NOT NULL, statistic TEXT NOT NULL CHECK (statistic IN ('kappa', 'alpha')), coders TEXT NOT NULL, n INTEGER, observed REAL, value REAL, low REAL, high REAL,
    flag TEXT NOT NULL CHECK (flag IN ('', 'c', 'z')), why TEXT NOT NULL, PRIMARY KEY (period, code, statistic, coders), CHECK (flag <> 'c' OR coalesce(n, observed, value, low, high) IS NULL)
) STRICT;
-- What goes with an outcome, several things at once: of n people in so many teams who answered all of it (left_out did not; NULL where they are few). Told whole or not at all: disclose/model_rule.h.
CREATE TABLE model (
    period TEXT NOT NULL, model TEXT NOT NULL, label TEXT NOT NULL, section TEXT NOT NULL, description TEXT NOT NULL, outcome TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('linear', 'logistic')),
    n INTEGER, left_out INTEGER, teams INTEGER, r_squared REAL, method TEXT NOT NULL, flag TEXT NOT NULL CHECK (flag IN ('', 'c', 'z')), why TEXT NOT NULL, position INTEGER NOT NULL,
    PRIMARY KEY (period, model), CHECK (flag <> 'c' OR coalesce(n, left_out, teams, r_squared) IS NULL)
) STRICT;
-- Only of models that are told and could be estimated. A category is set against `reference`, which has a row without a value; of a number category is '', and the difference is that for `per` units.
-- linear: value, in the outcome's unit, and standardised (of standard deviations). logistic: odds ratio, and the average marginal effect in percentage points. p_adjusted: Holm within the model.
CREATE TABLE model_term (
    period TEXT NOT NULL, model TEXT NOT NULL, position INTEGER NOT NULL, term TEXT NOT NULL, category TEXT NOT NULL, label TEXT NOT NULL, category_label TEXT NOT NULL, reference TEXT NOT NULL, per REAL,
    value REAL, low REAL, high REAL, p REAL, p_adjusted REAL, odds_ratio REAL, odds_low REAL, odds_high REAL, marginal_effect REAL, marginal_low REAL, marginal_high REAL, standardised REAL,
    verdict TEXT NOT NULL CHECK (verdict IN ('higher', 'lower', 'no clear difference', 'not estimated', 'reference')), why TEXT NOT NULL, PRIMARY KEY (period, model, position)
) STRICT;
