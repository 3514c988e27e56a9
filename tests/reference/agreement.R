# Agreement between coders, as R gives it: `Rscript agreement.R` writes agreement.tsv. Needs vcd and psych (kappa) and irr (alpha).
# Data: `q` is made up; `diagnoses` and `anxiety` are the first two raters of irr's data sets of these names (Fleiss 1971; Gamer); `krippendorff` is
# the 4 observers x 12 units of Krippendorff (2011), "Computing Krippendorff's alpha-reliability", section C; `marks` is made up, codes given or not.
suppressMessages({library(vcd); library(psych); library(irr)})
rows <- list()
put <- function(case, method, n, value, se, low, high)
  rows[[length(rows) + 1]] <<- paste(c(case, method, n, formatC(c(value, se, low, high), digits = 17, format = "g", width = 1)), collapse = "\t")

# --- kappa: the standard error for a kappa that is not 0 (Fleiss, Cohen and Everitt 1969), cut off at -1 and 1 ---
# From vcd. psych gives the same without weights; its standard error of a weighted kappa is not that of the paper (2.2.9 sums weights over rows
# where it should over columns; anxiety, squared: 0.68 where vcd has 0.157 and a jackknife 0.176).
weights <- c(nominal = "Equal-Spacing", equal = "Equal-Spacing", squared = "Fleiss-Cohen")
kappas <- function(case, a, b, k, methods) for (m in methods) {
  t <- table(factor(a, 1:k), factor(b, 1:k))
  r <- Kappa(t, weights = weights[[m]])[[if (m == "nominal") "Unweighted" else "Weighted"]]
  z <- qnorm(.975) * r[[2]]
  put(case, m, sum(t), r[[1]], r[[2]], max(-1, r[[1]] - z), min(1, r[[1]] + z))
  p <- suppressWarnings(cohen.kappa(unclass(t)))
  if (m == "nominal") stopifnot(all.equal(c(p$kappa, sqrt(p$var.kappa), p$confid[1, c(1, 3)]), c(r[[1]], r[[2]], max(-1, r[[1]] - z), min(1, r[[1]] + z)), check.attributes = FALSE, tolerance = 1e-12))
}
methods <- names(weights)
q1 <- c(1, 1, 2, 2, 3, 3, 1, 2, 3, 1, 2, 2); q2 <- c(1, 1, 2, 3, 3, 3, 1, 2, 2, 1, 2, 1)
kappas("q", q1, q2, 3, methods)
kappas("diagnoses", c(4,2,2,5,2,1,3,1,1,5,1,1,2,1,2,3,1,1,2,1,5,2,2,1,1,2,1,2,1,5), c(4,2,3,5,2,1,3,1,1,5,4,2,2,4,2,3,1,1,2,3,5,4,2,1,4,2,1,2,3,5), 5, "nominal")
kappas("anxiety", c(3,3,3,4,5,5,2,3,5,2,2,6,1,5,2,2,1,2,4,3), c(3,6,4,6,2,4,2,4,3,3,2,3,3,3,2,2,1,3,3,4), 6, methods)
kappas("nearly", rep(1:2, c(5, 5)), rep(1:2, c(6, 4)), 2, "nominal")   # the upper end is cut off at 1
kappas("hardly", rep(1:2, c(5, 5)), rep(2:1, c(6, 4)), 2, "nominal")   # the lower end at -1

# --- alpha: delete one unit that two or more coded, t on their number less one, cut off at 1 ---
alpha <- function(m, method) kripp.alpha(m, method)$value
# irr takes 1 instead of m - 1 where nothing is missing of more than two coders; a coder without any value sets that right.
safe <- function(m) if (nrow(m) > 2 && !anyNA(m)) rbind(m, NA) else m
alphas <- function(case, m, methods) {
  m <- m[, colSums(!is.na(m)) > 1]; n <- ncol(m)
  for (method in methods) {
    value <- alpha(safe(m), method)
    without <- sapply(1:n, function(u) alpha(safe(m[, -u]), method))
    se <- sqrt((n - 1) / n * sum((without - mean(without))^2))
    put(case, method, n, value, se, value - qt(.975, n - 1) * se, min(1, value + qt(.975, n - 1) * se))
  }
}
metrics <- c("nominal", "ordinal", "interval", "ratio")
krippendorff <- rbind(c(1,2,3,3,2,1,4,1,2,NA,NA,NA), c(1,2,3,3,2,2,4,1,2,5,NA,NA), c(NA,3,3,3,2,3,4,2,2,5,1,3), c(1,2,3,3,2,4,4,1,2,5,1,NA))
stopifnot(all.equal(sapply(metrics, function(m) alpha(krippendorff, m), USE.NAMES = FALSE), c(0.743421052631579, 0.815387503754881, 0.849107142857143, 0.797402774711612), tolerance = 1e-14))
alphas("krippendorff", krippendorff, metrics)
alphas("q", rbind(q1, q2), metrics)
marks <- rbind(c(1,1,0,0,1,0,0,1,0,0,0,1,NA,NA,0), c(1,0,0,0,1,0,1,1,0,0,NA,NA,1,0,0), c(1,1,0,0,1,0,0,NA,0,1,0,0,NA,NA,0))
alphas("marks", marks, "nominal")
alphas("three", rbind(c(1,2,1,2,1,2,3,3), c(1,2,2,2,1,2,3,1), c(1,2,1,2,1,3,3,3)), metrics)  # nothing missing
alphas("close", rbind(c(0,0,0,1,1,1,1,0), c(0,0,0,1,1,1,1,1)), "nominal")                    # the upper end is cut off at 1

writeLines(c(paste(c("case", "method", "n", "value", "se", "low", "high"), collapse = "\t"), unlist(rows)), "agreement.tsv")
