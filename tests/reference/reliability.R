# Alpha of the six batteries of ssi-rse-uk2016 and of two data sets of R, on complete cases, by psych::alpha (raw) and base R; run here: Rscript reliability.R FOLDER-OF-THE-DATA
# Of the survey only coefficients are written. Base R's values are checked against psych's. Omega by factanal, told to go on to the last digits; alpha by pairs as psych::alpha takes it where answers lack.
suppressPackageStartupMessages(library(psych))
folder <- commandArgs(TRUE)[1]
answers <- read.csv(file.path(folder, "ssi-rse-uk2016/public_data.csv"), check.names = FALSE, colClasses = "character", encoding = "UTF-8")
often <- c(never = 1, sometimes = 2, often = 3, "very often" = 4, always = 5)
agree <- c("strongly disagree" = 1, disagree = 2, "neither agree or disagree" = 3, agree = 4, "strongly agree" = 5)
column <- function(name) {
    at <- grep(paste0("^", name, "\\. "), names(answers))
    stopifnot(length(at) == 1)
    tolower(trimws(answers[[at]]))
}
score <- function(names, words) sapply(names, function(name) { given <- column(name); stopifnot(all(given == "" | given %in% names(words))); unname(words[given]) })
batteries <- list(
    performance_feedback = score(paste0("perfCheck", c(1, 2, 4, 5, 6, 7)), often),
    recognition = score(paste0("affRec", 1:5), agree),
    employability = score(paste0("percEmp", 1:3), agree),
    job_satisfaction = score(paste0("affSat", 1:4), agree),
    progression = score(paste0("progRSE", 1:5), agree),
    turnover_intention = cbind(score("turnOver1", often), 6 - score("turnOver2", often), score(c("turnOver3", "turnOver4"), often), 6 - score("turnOver5", agree), score("turnOver6", agree)))
number <- function(x) sprintf("%.17g", x)
row <- function(measure, item, what, value) cat(measure, "\t", item, "\t", what, "\t", number(value), "\n", sep = "")
for (measure in names(batteries)) {
    given <- batteries[[measure]][rowSums(!is.na(batteries[[measure]])) > 0, ]
    row(measure, "", "pairwise", suppressWarnings(suppressMessages(psych::alpha(as.data.frame(given), check.keys = FALSE, warnings = FALSE)))$total$raw_alpha)
    X <- na.omit(batteries[[measure]])
    attributes(X)$na.action <- NULL
    n <- nrow(X); k <- ncol(X); R <- cor(X); r <- mean(R[lower.tri(R)])
    alpha <- k / (k - 1) * (1 - sum(apply(X, 2, var)) / var(rowSums(X)))
    by_psych <- suppressWarnings(suppressMessages(psych::alpha(as.data.frame(X), check.keys = FALSE, warnings = FALSE)))
    stopifnot(abs(alpha - by_psych$total$raw_alpha) < 1e-12, abs(by_psych$total$std.alpha - k * r / (1 + (k - 1) * r)) < 1e-12)
    row(measure, "", "n", n)
    row(measure, "", "alpha", by_psych$total$raw_alpha)
    row(measure, "", "standardised", by_psych$total$std.alpha)
    row(measure, "", "low", 1 - (1 - alpha) * qf(.975, n - 1, (n - 1) * (k - 1)))
    row(measure, "", "high", 1 - (1 - alpha) * qf(.025, n - 1, (n - 1) * (k - 1)))
    row(measure, "", "mean", r)
    row(measure, "", "smallest", min(R[lower.tri(R)]))
    row(measure, "", "largest", max(R[lower.tri(R)]))
    fit <- factanal(covmat = R, factors = 1, n.obs = n, control = list(opt = list(factr = 10, maxit = 10000)))
    row(measure, "", "omega", sum(fit$loadings)^2 / (sum(fit$loadings)^2 + sum(fit$uniquenesses)))
    for (i in seq_len(k)) {
        rest <- X[, -i, drop = FALSE]
        stopifnot(abs(by_psych$item.stats$r.drop[i] - cor(X[, i], rowSums(rest))) < 1e-12)
        row(measure, i - 1, "total", cor(X[, i], rowSums(X)))
        row(measure, i - 1, "rest", by_psych$item.stats$r.drop[i])
        row(measure, i - 1, "without", (k - 1) / (k - 2) * (1 - sum(apply(rest, 2, var)) / var(rowSums(rest))))
    }
}
