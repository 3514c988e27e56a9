# Ranks, tables, many tests and rank correlations, by base R; run here: Rscript classical.R > classical.h
# Read by tests/unit/analyse/test_rank.c, test_contingency.c, test_multiplicity.c and test_spearman.c. All data are drawn at random. Where a function of R solves something
# only roughly (fisher.test's odds ratio: 1e-4), the same equation is solved here to the last digits, and R's answer is checked against it.
options(warn = -1)
set.seed(20261124)
number <- function(x) ifelse(is.na(x), "NAN", ifelse(is.infinite(x), "INFINITY", sprintf("%.17g", x)))
list_of <- function(x) paste0("{", paste(number(x), collapse = ", "), "}")
begin <- function(struct, name) cat("static const struct ", struct, " ", name, "[] = {\n", sep = "")
end <- function() cat("};\n")

cat("/* Made by classical.R (R ", R.version$major, ".", R.version$minor, "): expected values of ranks, tables, many tests and rank correlations. */\n", sep = "")
cat("#ifndef SPWELL_REFERENCE_CLASSICAL_H\n#define SPWELL_REFERENCE_CLASSICAL_H\n#include <math.h>\n")

# Two groups: wilcox.test, and Cliff's delta from its definition, pair by pair.
cat("struct classical_ranks { int n, m; double x[60], y[60]; double w, p, p_uncorrected, delta, variance, low, high; };\n")
cliff <- function(x, y) {
    n <- length(x); m <- length(y); D <- outer(x, y, function(i, j) sign(i - j)); d <- mean(D)
    s <- (m^2 * sum((rowMeans(D) - d)^2) + n^2 * sum((colMeans(D) - d)^2) - sum((D - d)^2)) / (n * m * (n - 1) * (m - 1))
    inside <- if (abs(d) == 1) d * (n * m - 1) / (n * m) else d
    s <- max(s, (1 - inside^2) / (n * m - 1)); z <- qt(.975, n + m - 2)
    ends <- (inside - inside^3 + c(-1, 1) * z * sqrt(s) * sqrt((1 - inside^2)^2 + z^2 * s)) / (1 - inside^2 + z^2 * s)
    ends <- pmax(-1, pmin(1, ends)); if (d == 1) ends[2] <- 1; if (d == -1) ends[1] <- -1
    c(d, s, ends)
}
ranks <- function(x, y) {
    tied <- length(unique(c(x, y))) < length(c(x, y))
    w <- wilcox.test(x, y, exact = if (!tied && length(x) < 50 && length(y) < 50) TRUE else FALSE, correct = TRUE)
    u <- wilcox.test(x, y, exact = FALSE, correct = FALSE)$p.value
    cat("    {", length(x), ", ", length(y), ", ", list_of(x), ", ", list_of(y), ", ", paste(number(c(w$statistic, w$p.value, u, cliff(x, y))), collapse = ", "), "},\n", sep = "")
}
begin("classical_ranks", "classical_ranks")
ranks(c(15, 18, 22, 22, 25, 30, 30, 28), c(20, 24, 30, 35, 22, 27, 33, 40, 30)) # test_vectors.txt C and E
ranks(c(1, 4, 6, 9), c(2, 3, 8, 10, 12))                                        # C, exact
ranks(1:5, 11:16); ranks(11:16, 1:5); ranks(rep(1:2, 5), rep(4:5, 3)); ranks(c(3, 3, 3), c(3, 3, 3, 4))
ranks(sample(1000, 49), sample(1000, 49) + .5); ranks(sample(1000, 50), sample(1000, 30) + .5); ranks(sample(1000, 2), sample(1000, 2) + .5)
for (i in 1:40) { levels <- sample(c(2, 3, 5, 7, 11, 40), 1); ranks(sample(levels, sample(2:60, 1), TRUE), sample(levels, sample(2:60, 1), TRUE) + sample(0:1, 1)) }
for (i in 1:15) { n <- sample(2:25, 2); z <- sample(500, sum(n)); ranks(z[1:n[1]], z[-(1:n[1])]) }
end()

# Several groups: kruskal.test.
cat("struct classical_groups { int groups, n[5]; double x[5][30]; double h, df, p; };\n")
groups <- function(g) {
    k <- kruskal.test(g)
    cat("    {", length(g), ", {", paste(lengths(g), collapse = ", "), "}, {", paste(sapply(g, list_of), collapse = ", "), "}, ", paste(number(c(k$statistic, k$parameter, k$p.value)), collapse = ", "), "},\n", sep = "")
}
begin("classical_groups", "classical_groups")
groups(list(c(15, 18, 22, 22, 25, 30, 30, 28), c(20, 24, 30, 35, 22, 27, 33, 40, 30), c(16, 19, 21, 24, 24, 26, 29))) # D
for (i in 1:30) groups(lapply(seq_len(sample(2:5, 1)), function(g) sample(sample(c(2, 5, 10, 100), 1), sample(2:30, 1), TRUE)))
end()

# 2 x 2: chisq.test, fisher.test, the conditional odds ratio and its interval by equations solved to the last digits, Woolf's interval.
conditional <- function(t) {
    m <- sum(t[1, ]); n <- sum(t[2, ]); k <- sum(t[, 1]); x <- t[1, 1]; support <- max(0, k - n):min(k, m); base <- dhyper(support, m, n, k, log = TRUE)
    d <- function(l) { v <- base + support * l; v <- exp(v - max(v)); v / sum(v) }
    root <- function(f) uniroot(f, c(-60, 60), tol = 1e-15, maxiter = 5000)$root
    polish <- function(f, at) { for (i in 1:4) { h <- 1e-6; slope <- (f(at + h) - f(at - h)) / (2 * h); at <- at - f(at) / slope }; at }
    solve <- function(f) exp(polish(f, root(f)))
    first <- x == min(support); last <- x == max(support)
    c(if (first) 0 else if (last) Inf else solve(function(l) sum(support * d(l)) - x), if (first) 0 else solve(function(l) sum(d(l)[support >= x]) - .025),
      if (last) Inf else solve(function(l) sum(d(l)[support <= x]) - .025))
}
cat("struct classical_fourfold { double counts[4]; double corrected, corrected_p, plain, plain_p, fisher, conditional, low, high, ratio, woolf_low, woolf_high; };\n")
fourfold <- function(a, b, c, d) {
    t <- matrix(c(a, b, c, d), 2, byrow = TRUE); y <- chisq.test(t); q <- chisq.test(t, correct = FALSE); f <- fisher.test(t); e <- conditional(t)
    close <- function(u, v) (is.infinite(u) && is.infinite(v)) || abs(u - v) <= 1e-3 * max(abs(v), .2) || abs(1 / u - 1 / v) <= 3e-4
    stopifnot(close(f$estimate, e[1]), close(f$conf.int[1], e[2]), close(f$conf.int[2], e[3]))
    r <- a * d / (b * c); w <- if (min(t) > 0) r * exp(c(-1, 1) * qnorm(.975) * sqrt(sum(1 / t))) else c(NA, NA)
    cat("    {", list_of(c(a, b, c, d)), ", ", paste(number(c(y$statistic, y$p.value, q$statistic, q$p.value, f$p.value, e, if (min(t) > 0) r else NA, w)), collapse = ", "), "},\n", sep = "")
}
begin("classical_fourfold", "classical_fourfold")
fourfold(7, 13, 12, 13); fourfold(3, 1, 0, 6); fourfold(1, 9, 8, 2); fourfold(120, 90, 200, 310); fourfold(0, 10, 3, 20); fourfold(10, 0, 3, 20); fourfold(0, 6, 3, 0); fourfold(5, 5, 5, 5); fourfold(1, 1, 1, 2)
for (i in 1:30) { s <- sample(c(5, 20, 200), 1); t <- sample(0:s, 4, TRUE); if (min(rowSums(matrix(t, 2)), colSums(matrix(t, 2))) > 0) fourfold(t[1], t[2], t[3], t[4]) }
end()

# r x c: chisq.test, fisher.test, V and Bergsma's V.
cat("struct classical_table { int rows, columns; double counts[24]; double statistic, df, p, v, v_corrected, exact; };\n")
tables <- function(t) {
    q <- chisq.test(t, correct = FALSE); n <- sum(t); r <- nrow(t); c <- ncol(t); phi <- max(0, q$statistic / n - (r - 1) * (c - 1) / (n - 1))
    v <- sqrt(phi / (min(r - (r - 1)^2 / (n - 1), c - (c - 1)^2 / (n - 1)) - 1))
    cat("    {", r, ", ", c, ", ", list_of(as.vector(base::t(t))), ", ", paste(number(c(q$statistic, q$parameter, q$p.value, sqrt(q$statistic / (n * (min(r, c) - 1))), v, fisher.test(t, workspace = 2e8)$p.value)), collapse = ", "), "},\n", sep = "")
}
begin("classical_table", "classical_tables")
tables(matrix(c(12, 5, 9, 14, 6, 10), 2)) # F
tables(matrix(c(31, 12, 9, 44, 3, 1), 2)); tables(matrix(c(41, 33, 30, 29, 6, 9, 2, 3, 5, 0, 1, 2), 3)); tables(matrix(c(20, 11, 5, 4, 3, 25, 9, 6, 2, 8, 1, 0), 4))
tables(matrix(c(150, 120, 40, 61, 3, 1, 12, 9), 2))
while ((drawn <- get0("drawn", ifnotfound = 0)) < 30) {
    t <- matrix(rpois(24, sample(c(1, 3), 1)), sample(c(2, 2, 3), 1)); t <- t[, seq_len(sample(2:5, 1)), drop = FALSE]
    if (nrow(t) == 3 && ncol(t) > 4) t <- t[, 1:4]
    if (min(rowSums(t), colSums(t)) > 0 && !(nrow(t) == 2 && ncol(t) == 2)) { tables(t); drawn <- drawn + 1 }
}
end()

# Families: p.adjust.
cat("struct classical_family { int count; double p[20], holm[20], benjamini_hochberg[20]; };\n")
family <- function(p) cat("    {", length(p), ", ", list_of(p), ", ", list_of(p.adjust(p, "holm")), ", ", list_of(p.adjust(p, "BH")), "},\n", sep = "")
begin("classical_family", "classical_families")
family(c(.001, .012, .02, .03, .04, .6)); family(c(.04, NA, .01, .01, .5)); family(c(.9, .8)) # H
for (i in 1:10) { p <- round(rbeta(sample(1:20, 1), .3, 1), sample(2:6, 1)); p[runif(length(p)) < .15] <- NA; family(p) }
end()

# Pairs of columns: cor and cor.test.
cat("struct classical_pairs { int n; double x[40], y[40]; double complete, rho, t, p, low, high; };\n")
pairs_of <- function(x, y) {
    k <- complete.cases(x, y); n <- sum(k); r <- cor(x[k], y[k], method = "spearman"); t <- r * sqrt((n - 2) / (1 - r^2))
    p <- cor.test(x, y, method = "spearman", exact = FALSE)$p.value
    cat("    {", length(x), ", ", list_of(x), ", ", list_of(y), ", ", paste(number(c(n, r, t, p, tanh(atanh(r) + c(-1, 1) * qnorm(.975) * sqrt((1 + r^2 / 2) / (n - 3))))), collapse = ", "), "},\n", sep = "")
}
begin("classical_pairs", "classical_pairs")
pairs_of(c(15, 20, 14, 25, 18, 28, 30, 26, 29, 22, 24, 21, 25, 23, 24, 33, 31, 35, 30, 34), c(30, 35, 28, 40, 33, 50, 55, 48, 52, 41, 44, 39, 47, 42, 45, 60, 58, 63, 57, 61)) # M
for (i in 1:15) { n <- sample(5:40, 1); x <- sample(7, n, TRUE); y <- x + sample(9, n, TRUE); y[runif(n) < .1] <- NA; if (sum(!is.na(y)) > 4 && sd(x[!is.na(y)]) > 0) pairs_of(x, y) }
end()

# Rao and Scott: svychisq of tiny/, in teams; the covariance of the shares is svymean's.
suppressMessages(library(survey))
cat("struct classical_rao_scott { int rows, columns; double shares[12], covariance[144], n, teams, f, df, p, first_p; };\n")
tiny <- read.csv("tiny/answers.csv", na.strings = ""); tiny$one <- 1
rao_scott <- function(by, answer) {
    d <- tiny[tiny[[by]] != "other" & !is.na(tiny[[answer]]), ]; d$a <- factor(d[[by]]); d$b <- factor(d[[answer]]); d$cell <- interaction(d$b, d$a) # answers run fastest: row by row
    s <- svydesign(ids = ~team_id, weights = ~one, data = d); m <- svymean(~cell, s); f <- svychisq(~a + b, s, statistic = "F"); first <- svychisq(~a + b, s, statistic = "Chisq")
    cat("    {", nlevels(d$a), ", ", nlevels(d$b), ", ", list_of(coef(m)), ", ", list_of(as.vector(vcov(m))), ", ", paste(number(c(nrow(d), degf(s), f$statistic, f$parameter[1], f$p.value, first$p.value)), collapse = ", "), "},\n", sep = "")
}
begin("classical_rao_scott", "classical_rao_scotts")
rao_scott("sector", "lonely"); rao_scott("sector", "trained"); rao_scott("sector", "contract"); rao_scott("region", "lonely"); rao_scott("region", "contract")
end()

# Strata, teams and a finite population: svyranktest of two and of three groups.
cat("struct classical_stratified { int n, groups; int team[60], stratum[60], group[60]; double y[60], population[3], statistic, df, p; };\n")
stratified <- function(groups, finite, people) {
    n <- people; team <- sample(1:18, n, TRUE); team <- match(team, unique(team)); stratum <- 1 + team %% 3; d <- data.frame(team, stratum, group = sample(groups, n, TRUE), one = 1)
    d$y <- pmin(9, pmax(0, round(4 + d$group + rnorm(max(team))[team] + 2 * rnorm(n)))); population <- c(40, 25, 60); d$N <- population[stratum]
    s <- if (finite) svydesign(ids = ~team, strata = ~stratum, fpc = ~N, weights = ~one, data = d) else svydesign(ids = ~team, strata = ~stratum, weights = ~one, data = d)
    t <- svyranktest(y ~ factor(group), s)
    value <- if (groups == 2) -t$statistic[[1]] else t$parameter[[1]] / (groups - 1) # survey calls the statistic the parameter; of two groups here the first less the last
    cat("    {", n, ", ", groups, ", ", list_of(team - 1), ", ", list_of(stratum - 1), ", ", list_of(d$group - 1), ", ", list_of(d$y), ", ", if (finite) list_of(population) else "{INFINITY, INFINITY, INFINITY}", ", ",
        paste(number(c(value, if (groups == 2) t$parameter[[1]] else groups - 1, t$p.value[[1]])), collapse = ", "), "},\n", sep = "")
}
begin("classical_stratified", "classical_stratifieds")
for (finite in c(FALSE, TRUE)) for (groups in 2:3) for (i in 1:3) stratified(groups, finite, sample(40:60, 1))
end()
cat("#endif\n")
