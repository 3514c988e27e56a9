# One factor, omega, alpha by pairs, inter-item correlations, ICC, Spearman and BCa by R 4.2.2: Rscript scales.R > scales.tsv
# With the name of a header, the same as a header of the unit tests. Rows: case, item, what, number (17 digits).
suppressPackageStartupMessages({ library(psych); library(boot) })
number <- function(x) sprintf("%.17g", x)
rows <- character()
row <- function(case, item, what, value) {
    cat(case, "\t", item, "\t", what, "\t", number(value), "\n", sep = "")
    rows <<- c(rows, sprintf("    {\"%s\", \"%s\", \"%s\", %s},", case, item, what, number(value)))
}

# Omega total of one factor by factanal, told to go on to the last digits (factr), and what psych gives; psych takes the observed sum of correlations as the
# denominator, ours is the one implied by the model (McDonald). Both are compared.
omega <- function(case, R, n) {
    fit <- factanal(covmat = R, factors = 1, n.obs = n, control = list(opt = list(factr = 10, maxit = 10000)))
    l <- fit$loadings[, 1]; u <- fit$uniquenesses
    row(case, "", "omega", sum(l)^2 / (sum(l)^2 + sum(u)))
    by_psych <- suppressWarnings(suppressMessages(psych::omega(R, nfactors = 1, fm = "ml", n.obs = n, plot = FALSE)))
    row(case, "", "omega psych", by_psych$omega.tot)
    for (i in seq_along(l)) for (j in seq_len(i - 1)) row(case, paste(i - 1, j - 1), "input", R[i, j])
    for (i in seq_along(l)) { row(case, i - 1, "loading", abs(l[i])); row(case, i - 1, "uniqueness", u[i]) }
}
pairs <- function(case, X) {
    a <- suppressWarnings(suppressMessages(psych::alpha(as.data.frame(X), check.keys = FALSE, warnings = FALSE)))
    C <- cov(X, use = "pairwise"); k <- ncol(X)
    stopifnot(abs(a$total$raw_alpha - k / (k - 1) * (1 - sum(diag(C)) / sum(C))) < 1e-12)
    row(case, "", "alpha pairwise", a$total$raw_alpha)
    row(case, "", "alpha listwise", suppressWarnings(suppressMessages(psych::alpha(as.data.frame(na.omit(X)), check.keys = FALSE, warnings = FALSE)))$total$raw_alpha)
    for (i in seq_len(k)) { # Fisher's z about the item-rest correlation
        r <- cor(na.omit(X)[, i], rowSums(na.omit(X)[, -i])); z <- qnorm(.975) / sqrt(nrow(na.omit(X)) - 3)
        row(case, i - 1, "rest low", tanh(atanh(r) - z)); row(case, i - 1, "rest high", tanh(atanh(r) + z))
    }
    R <- cor(na.omit(X)); r <- R[lower.tri(R)]
    row(case, "", "inter-item mean", mean(r)); row(case, "", "inter-item smallest", min(r)); row(case, "", "inter-item largest", max(r))
    for (i in seq_len(k)) for (j in seq_len(i - 1)) row(case, paste(i - 1, j - 1), "correlation", R[i, j])
}

I <- matrix(c(4,3,4,5, 2,2,3,2, 5,4,5,4, 3,3,2,3, 1,2,1,2, 4,5,4,4, 3,2,3,4, 2,1,2,1, 5,5,4,5, 3,4,3,3), ncol = 4, byrow = TRUE)
omega("vector-i", cor(I), 10)
A <- as.matrix(attitude)
omega("attitude", cor(A), 30)
M <- A; M[cbind(c(1, 4, 4, 9, 17, 30), c(1, 2, 7, 3, 5, 6))] <- NA   # with holes
pairs("attitude-holes", M)
B <- na.omit(as.matrix(psych::bfi[, 1:25]))
for (s in 1:5) omega(paste0("bfi-", s), cor(B[, 5 * s - 4:0]), nrow(B))
H <- cbind(c(1, .9, .8, .1), c(.9, 1, .75, .1), c(.8, .75, 1, .1), c(.1, .1, .1, 1)); omega("four", H, 100)

teams <- rep(1:4, c(5, 4, 6, 5)); y <- c(30,35,28,40,33, 50,55,48,52, 41,44,39,47,42,45, 60,58,63,57,61)
icc <- function(case, y, g) {
    g <- factor(g); a <- anova(lm(y ~ g)); n <- table(g); N <- sum(n); J <- length(n); n0 <- (N - sum(n^2) / N) / (J - 1)
    b <- a[1, 3]; w <- a[2, 3]; one <- (b - w) / (b + (n0 - 1) * w)
    row(case, "", "msb", b); row(case, "", "msw", w); row(case, "", "n0", n0); row(case, "", "icc1", one); row(case, "", "icc2", (b - w) / b)
    row(case, "", "F", a[1, 4]); row(case, "", "p", a[1, 5]); row(case, "", "deff", 1 + (mean(n) - 1) * one)
    cv2 <- mean((n - mean(n))^2) / mean(n)^2; row(case, "", "deff unequal", 1 + ((cv2 + 1) * mean(n) - 1) * one)
    if (all(n == n[1])) { # Searle 1971, as psych::ICC has it for ICC1
        m <- n[[1]]; f <- a[1, 4]
        lo <- f / qf(.975, J - 1, N - J); hi <- f * qf(.975, N - J, J - 1)
        row(case, "", "low", (lo - 1) / (lo + m - 1)); row(case, "", "high", (hi - 1) / (hi + m - 1))
    }
}
icc("vector-j", y, teams)
SF <- matrix(c(9,2,5,8, 6,1,3,2, 8,4,6,8, 7,1,2,6, 10,5,6,9, 6,2,4,7), ncol = 4, byrow = TRUE) # Shrout and Fleiss 1979: six targets, four judges
icc("shrout-fleiss", c(t(SF)), rep(1:6, each = 4))
by_psych <- suppressWarnings(suppressMessages(psych::ICC(SF, lmer = FALSE)))$results
row("shrout-fleiss", "", "psych icc1", by_psych[1, "ICC"]); row("shrout-fleiss", "", "psych icc2", by_psych[4, "ICC"])
row("shrout-fleiss", "", "psych low", by_psych[1, "lower bound"]); row("shrout-fleiss", "", "psych high", by_psych[1, "upper bound"])

spearman <- function(case, x, y) {
    r <- cor(x, y, method = "spearman"); n <- length(x); z <- qnorm(.975) * sqrt((1 + r^2 / 2) / (n - 3))
    row(case, "", "rho", r); row(case, "", "low", tanh(atanh(r) - z)); row(case, "", "high", tanh(atanh(r) + z))
    row(case, "", "p", suppressWarnings(cor.test(x, y, method = "spearman", exact = FALSE))$p.value)
}
load <- c(15,20,14,25,18,28,30,26,29,22,24,21,25,23,24,33,31,35,30,34)
spearman("vector-m", load, y); spearman("attitude-1-6", A[, 1], A[, 6])

# BCa: replicates are made here and fed to ours, whose limits must be those of boot.ci; the acceleration is the jackknife's. No replicate equals the statistic
# (of ties ours counts half, boot none).
set.seed(1)
D <- A[, c(1, 6)]
statistic <- function(d, i) cor(d[i, 1], d[i, 2])
made <- boot(D, statistic, 199)
stopifnot(all(made$t != made$t0))
jack <- sapply(seq_len(nrow(D)), function(i) statistic(D[-i, ], seq_len(nrow(D) - 1)))
jack_of_correlation <- jack
limits <- suppressWarnings(boot.ci(made, type = "bca", L = (nrow(D) - 1) * (mean(jack) - jack)))$bca
stopifnot(length(limits) == 5)
bca <- list(statistic = made$t0, low = limits[4], high = limits[5], acceleration = sum((mean(jack) - jack)^3) / (6 * sum((mean(jack) - jack)^2)^1.5))
for (what in names(bca)) row("bca-correlation", "", what, bca[[what]])
x <- c(15, 18, 22, 22, 25, 30, 30, 28)
jack <- sapply(seq_along(x), function(i) mean(x[-i]))
row("vector-r", "", "acceleration", sum((mean(jack) - jack)^3) / (6 * sum((mean(jack) - jack)^2)^1.5))
# How much the limits of vector R differ from seed to seed: the tolerance of the test.
ends <- sapply(1:20, function(s) { set.seed(s); boot.ci(boot(x, function(d, i) mean(d[i]), 9999), type = "bca")$bca[4:5] })
row("vector-r", "", "lowest low", min(ends[1, ])); row("vector-r", "", "highest low", max(ends[1, ])); row("vector-r", "", "lowest high", min(ends[2, ])); row("vector-r", "", "highest high", max(ends[2, ]))

# Difference of medians, drawing whole teams of two groups: R's boot over teams, seeds 1 to 10: how much they differ is what the test allows. 24 teams of 1 to 5 people, the first 14 of one group.
team <- rep(1:24, 1 + (1:24 * 7) %% 5); i <- seq_along(team); group <- team <= 14
m <- ((i * 37) %% 41) / 2 + team %% 4 * 2 + ifelse(group, 3, 0)
difference <- function(t, w) { rows <- unlist(lapply(t[w], function(k) which(team == k))); g <- group[rows]; if (!any(g) || all(g)) NA else median(m[rows][g]) - median(m[rows][!g]) }
jack <- sapply(1:24, function(k) difference((1:24)[-k], 1:23)); d <- mean(jack) - jack; a <- sum(d^3) / (6 * sum(d^2)^1.5)
ends <- sapply(1:10, function(s) { # boot.ci's own steps, but for replicates equal to the statistic, of which half count as below it
    set.seed(s); made <- boot(1:24, difference, 9999); t <- made$t[!is.na(made$t)]
    w <- qnorm((sum(t < made$t0) + sum(t == made$t0) / 2) / length(t)); z <- w + qnorm(c(.025, .975))
    boot:::norm.inter(t, pnorm(w + z / (1 - a * z)))[, 2]
})
row("medians", "", "value", difference(1:24, 1:24))
row("medians", "", "lowest low", min(ends[1, ])); row("medians", "", "highest low", max(ends[1, ])); row("medians", "", "lowest high", min(ends[2, ])); row("medians", "", "highest high", max(ends[2, ]))

header <- commandArgs(TRUE)[1]
if (!is.na(header)) {
    list_of <- function(name, values) c(sprintf("static const double %s[] = {", name), paste0("    ", strwrap(paste(number(values), collapse = ", "), 150)), "};")
    writeLines(c("/* Made by tests/reference/scales.R of R: the rows of scales.tsv; and bootstrap replicates of a correlation (attitude, rating and critical, boot's seed 1) with its jackknife values. */",
        "#ifndef SPWELL_TEST_SCALES_H", "#define SPWELL_TEST_SCALES_H", "static const struct scales_row { const char *name, *item, *what; double value; } scales_rows[] = {", rows, "};",
        list_of("bca_replicates", made$t[, 1]), list_of("bca_jackknife", jack_of_correlation), "#endif"), header)
}
