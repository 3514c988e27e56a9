-- work.db, part 2: what score stores. Private.
-- value = numerator * step / denominator where encoding is 'int16' or 'int32' (whole numbers count and merge exactly); real64 as it is; code8: 0 yes, 1 no, or a category.
CREATE TABLE score (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, measure TEXT NOT NULL, shape TEXT NOT NULL CHECK (shape IN ('number', 'yes-no', 'category')),
    step INTEGER NOT NULL CHECK (step >= 1), denominator INTEGER NOT NULL CHECK (denominator >= 1), scored INTEGER NOT NULL,
    -- Why people have no score: no_answer to any of it; too_few_answers (or a divisor of zero, or no band); not_applicable, the questionnaire's own reason for all of it; not_asked any of it.
    -- illegal_values: answers, not people, that its instrument does not know.
    no_answer INTEGER NOT NULL, too_few_answers INTEGER NOT NULL, not_applicable INTEGER NOT NULL, not_asked INTEGER NOT NULL, illegal_values INTEGER NOT NULL,
    PRIMARY KEY (wave, measure)
) STRICT;
CREATE TABLE score_chunk (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, measure TEXT NOT NULL, number INTEGER NOT NULL, rows INTEGER NOT NULL,
    encoding TEXT NOT NULL CHECK (encoding IN ('code8', 'int16', 'int32', 'real64')), data BLOB NOT NULL,
    PRIMARY KEY (wave, measure, number)
) STRICT;
-- Missing answers by question and reason, and the answers themselves counted.
CREATE TABLE answer_count (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, variable TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('answered', 'missing')),
    value TEXT NOT NULL, label TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (wave, variable, kind, value, label)
) STRICT;
-- The same by group, of everybody and of the breakdowns by one variable: of the `asked` people of a group n gave an answer (reason 'answered') or lack one for the reason; 'not asked' are those besides.
CREATE TABLE missing_count (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, "by" TEXT NOT NULL, grp TEXT NOT NULL, variable TEXT NOT NULL, reason TEXT NOT NULL, value TEXT NOT NULL, n INTEGER NOT NULL, asked INTEGER NOT NULL,
    PRIMARY KEY (wave, "by", grp, variable, reason, value)
) STRICT;
-- Signs of careless answering (score/careless.h has the rules): counted, and nobody is removed. battery is '' for the whole survey. `n` of the `base` people
-- looked at meet the rule, whose limit is `threshold` (items answered, items in a row, seconds); 'longest_run' and 'variability' are means, 'duration' the median in seconds.
CREATE TABLE flag (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, battery TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('straight_lined', 'long_run', 'longest_run', 'variability', 'speeding', 'duration')), items INTEGER NOT NULL,
    n INTEGER, base INTEGER NOT NULL CHECK (base >= 0), threshold REAL, value REAL, PRIMARY KEY (wave, battery, kind), CHECK (n IS NULL OR n BETWEEN 0 AND base)
) STRICT;
-- How the questions of a mean or sum go together (score/moments.h): of the n people who answered all of them, the sum of products of item and other, each less its
-- shift. Items are counted from 0 in the order of the codebook, other <= item. shift (the first answer to it), sum and pairs (of people whose answers differ, up to
-- 10,000) stand where other = item. both_: of the people who answered these two, whether or not the others: how many, sum of products, sums of item and of other.
-- Measures of more than 64 items have no rows.
CREATE TABLE item_moment (
    wave TEXT NOT NULL REFERENCES wave(wave) ON DELETE CASCADE, measure TEXT NOT NULL, item INTEGER NOT NULL CHECK (item >= 0), other INTEGER NOT NULL CHECK (other BETWEEN 0 AND item),
    variable TEXT NOT NULL, n INTEGER NOT NULL CHECK (n >= 0), product REAL NOT NULL, shift REAL, sum REAL, pairs INTEGER,
    both_n INTEGER NOT NULL CHECK (both_n >= n), both_product REAL NOT NULL, both_sum REAL NOT NULL, both_other_sum REAL NOT NULL,
    PRIMARY KEY (wave, measure, item, other), CHECK ((other = item) = (shift IS NOT NULL) AND (shift IS NULL) = (sum IS NULL) AND (shift IS NULL) = (pairs IS NULL))
) STRICT;
