# The estimates of methods.md 3.0 as R's survey package makes them; sourced by tiny.R and workforce.R.
suppressMessages(library(survey))
stopifnot(packageVersion("survey") >= "4.1")

rows <- list()
put <- function(...) rows[[length(rows) + 1]] <<- data.frame(lapply(list(...), as.vector), stringsAsFactors = FALSE)

# A design as the codebook declares it: weights none, "rake" or "post"; with or without teams.
# Where answers tie, survey's hf7 quantile depends on whose comes last in the file. A result must not, so people come in the order of their weights here: the last
# of equal answers is then that of the largest weight, which is how it is defined there. (d of design$variables is in that order, too.)
design_of <- function(d, method, clustered, frame, margins) {
  make <- function(d) {
    one <- svydesign(ids = if (clustered) ~team_id else ~1, weights = ~one, data = d)
    if (method == "rake") rake(one, lapply(margins, function(m) as.formula(paste("~", m))),
                               lapply(margins, function(m) xtabs(as.formula(paste("headcount ~", m)), frame)),
                               control = list(maxit = 500, epsilon = 1e-12))
    else if (method == "post") postStratify(one, as.formula(paste("~", paste(margins, collapse = "+"))),
                               xtabs(as.formula(paste("headcount ~", paste(margins, collapse = "+"))), frame))
    else one
  }
  d$one <- 1
  # xtabs fills crosses that are not in the frame with 0; nobody answers from there.
  if (method == "post") frame <- merge(frame, unique(d[margins]))
  make(d[order(weights(make(d))), ])
}

# Without weights and teams the results are those of textbooks: a group's own answers are the sample, and nothing else is.
# One answer, or answers of one team alone, give a value but no uncertainty: what R prints for them is left out.
teams_answering <- function(s, y) length(unique(s$cluster[!is.na(y) & weights(s) > 0, 1]))
# As many as n people of a sample could tell at most; with a finite population (strata.R) more than n.
at_most <- function(s, n) n
simple <- function(design) inherits(design, "survey.design") && is.null(design$postStrata) && !any(duplicated(design$cluster[, 1])) && all(weights(design) %in% 0:1)
answered_only <- function(s, y) { d <- data.frame(y = y[!is.na(y)]); d$one <- 1; svydesign(ids = ~1, weights = ~one, data = d) }

# Where weights and teams leave nothing of a variance although answers differ, R prints rounding errors and we say that it cannot be told.
nothing <- function(se, spread) se < 1e-7 * spread

finite <- function(x) ifelse(is.finite(x), x, NA)
text <- function(x) ifelse(is.na(x), "", formatC(x, digits = 17, format = "g", width = 1))

wilson <- function(p, n) {
  z <- qnorm(.975)
  middle <- 2 * n * p + z^2; half <- z * sqrt(z^2 + 4 * n * p * (1 - p))
  c(if (p == 0) 0 else (middle - half) / (2 * (n + z^2)), if (p == 1) 1 else (middle + half) / (2 * (n + z^2)))
}

# svyquantile(~y, s, p, na.rm = TRUE, qrule = "hf7", interval.type = "mean"), but for one thing: where the quantile is an answer, interpolation may
# miss it by a rounding error, and then `y <= quantile` leaves out everybody who gave it. It is put back on the answer.
quartile <- function(s, p) {
  q <- suppressWarnings(svyquantile(~y, s, p, na.rm = TRUE, qrule = "hf7", interval.type = "mean"))$y
  a <- s[!is.na(s$variables$y), ]
  y <- if (nrow(a$variables) == nrow(s$variables)) ifelse(is.na(s$variables$y), 0, s$variables$y) else a$variables$y
  near <- y[weights(a) > 0 & abs(y - q[1]) < 1e-9 * max(1, abs(q[1]))]
  if (!length(near) || near[1] == q[1]) return(q)
  suppressWarnings(c(near[1], survey:::woodruffCI(y, near[1], p, a, survey:::qrule_hf7, .05, degf(a), "mean")))
}

number_estimates <- function(case, by, grp, measure, s, y, total) {
  s <- update(s, y = y)
  answered <- sum(!is.na(y) & weights(s) > 0)
  if (!answered) return(invisible())
  if (simple(s)) {
    if (answered < 2) { put(case = case, by = by, grp = grp, measure = measure, category = "", statistic = "mean", n = 1, count = NA, n_effective = NA, value = y[!is.na(y)], se = NA, df = NA, low = NA, high = NA); return(invisible()) }
    s <- answered_only(s, y)
    if (sd(y, na.rm = TRUE) > 0) classical <- t.test(y) else classical <- list(conf.int = c(1, 1) * mean(y, na.rm = TRUE))
    stopifnot(all.equal(as.vector(confint(svymean(~y, s), df = degf(s))), as.vector(classical$conf.int), tolerance = 1e-12),
              all.equal(as.vector(sapply(1:3 / 4, function(p) svyquantile(~y, s, p, qrule = "hf7")$y[1])), as.vector(quantile(y, 1:3 / 4, na.rm = TRUE, type = 7)), tolerance = 1e-12))
  }
  df <- degf(s)
  m <- svymean(~y, s, na.rm = TRUE)
  several <- teams_answering(s, s$variables$y) > 1
  told <- several && !nothing(SE(m), sqrt(coef(svyvar(~y, s, na.rm = TRUE)))); ci <- if (told) confint(m, df = df) else c(NA, NA)
  put(case = case, by = by, grp = grp, measure = measure, category = "", statistic = "mean", n = answered, count = NA, n_effective = NA,
      value = coef(m), se = if (told) SE(m) else NA, df = if (told) df else NA, low = ci[1], high = ci[2])
  if (answered > 1) put(case = case, by = by, grp = grp, measure = measure, category = "", statistic = "sd", n = answered, count = NA, n_effective = NA,
      value = sqrt(coef(svyvar(~y, s, na.rm = TRUE))), se = NA, df = NA, low = NA, high = NA)
  for (k in seq_along(c("q1", "median", "q3"))) {
    q <- tryCatch(quartile(s, k / 4), error = function(e) NULL)
    if (is.null(q)) next # survey itself stops, as for one answer
    below <- svymean(~I(y <= q[1]), s, na.rm = TRUE); share <- coef(below)[2]
    told <- several && !(share < 1 && nothing(SE(below)[2], sqrt(share * (1 - share))))
    put(case = case, by = by, grp = grp, measure = measure, category = "", statistic = c("q1", "median", "q3")[k], n = answered, count = NA, n_effective = NA,
        value = q[1], se = NA, df = NA, low = if (told) finite(q[2]) else NA, high = if (told) finite(q[3]) else NA)
  }
  if (total) {
    t <- svytotal(~y, s, na.rm = TRUE)
    told <- several && !simple(s) # a simple random sample is not told how large its population is
    ci <- if (told) confint(t, df = df) else c(NA, NA)
    put(case = case, by = by, grp = grp, measure = measure, category = "", statistic = "total", n = answered, count = NA, n_effective = NA,
        value = coef(t), se = if (told) SE(t) else NA, df = if (told) df else NA, low = ci[1], high = ci[2])
  }
}

percent_estimate <- function(case, by, grp, measure, category, s, chosen) {
  s <- update(s, y = as.numeric(chosen))
  w <- weights(s)[!is.na(chosen)]; w <- w[w > 0]
  if (!length(w)) return(invisible())
  m <- svymean(~y, s, na.rm = TRUE)
  count <- sum(chosen & weights(s) > 0, na.rm = TRUE)
  p <- if (count == 0) 0 else if (count == length(w)) 1 else as.numeric(coef(m))
  variance <- as.numeric(vcov(m))
  effective <- if (p == 0 || p == 1) sum(w)^2 / sum(w^2) * at_most(s, length(w)) / length(w) else min(p * (1 - p) / variance, at_most(s, length(w)))
  if (simple(s)) effective <- length(w)
  ci <- wilson(p, effective)
  if (simple(s)) stopifnot(all.equal(ci, as.vector(suppressWarnings(prop.test(count, length(w), correct = FALSE))$conf.int), tolerance = 1e-12))
  told <- teams_answering(s, s$variables$y) > 1 && !(p > 0 && p < 1 && nothing(sqrt(variance), sqrt(p * (1 - p))))
  put(case = case, by = by, grp = grp, measure = measure, category = category, statistic = "percent", n = length(w), count = count,
      n_effective = if (told) effective else NA, value = 100 * p, se = if (p == 0 || p == 1 || simple(s) || !told) NA else 100 * sqrt(variance), df = NA,
      low = if (told) 100 * ci[1] else NA, high = if (told) 100 * ci[2] else NA)
}

# measures: a list of name = list(kind = "number" | "yes-no" | "category", values, total, categories)
estimates <- function(case, d, design, measures, breakdowns) {
  d <- design$variables # in the design's own order
  for (b in c("all", breakdowns)) {
    group <- if (b == "all") rep("all", nrow(d)) else do.call(paste, c(d[strsplit(b, "*", fixed = TRUE)[[1]]], sep = "*"))
    for (g in sort(unique(group))) {
      inside <- group == g
      s <- if (b == "all") design else subset(design, inside)
      for (name in names(measures)) {
        measure <- measures[[name]]
        y <- measure$of(if (nrow(s$variables) == nrow(d)) d else d[inside, ])
        if (measure$kind == "number") number_estimates(case, b, g, name, s, y, isTRUE(measure$total))
        else if (measure$kind == "yes-no") percent_estimate(case, b, g, name, "yes", s, y)
        else for (category in measure$categories) percent_estimate(case, b, g, name, category, s, y == category)
      }
    }
  }
}

comparisons <- function(case, design, measures, by, group, reference) {
  for (name in names(measures)) {
    measure <- measures[[name]]
    if (measure$kind == "category") next
    scale <- if (measure$kind == "yes-no") 100 else 1
    s <- update(design, y = scale * as.numeric(measure$of(design$variables)), side = factor(design$variables[[by]], c(reference, group)))
    s <- subset(s, side %in% c(group, reference))
    if (simple(s)) {
      if (measure$kind == "yes-no") next
      fit <- t.test(s$variables$y[s$variables$side == group], s$variables$y[s$variables$side == reference]) # Welch
      put(case = case, by = by, grp = group, measure = name, category = reference, statistic = "difference", n = sum(s$variables$side == group & !is.na(s$variables$y)), count = sum(s$variables$side == reference & !is.na(s$variables$y)),
          n_effective = NA, value = -diff(fit$estimate), se = fit$stderr, df = fit$parameter, low = fit$conf.int[1], high = fit$conf.int[2])
      put(case = case, by = by, grp = group, measure = name, category = reference, statistic = "difference-p", n = sum(s$variables$side == group & !is.na(s$variables$y)), count = sum(s$variables$side == reference & !is.na(s$variables$y)),
          n_effective = NA, value = fit$p.value, se = NA, df = fit$parameter, low = NA, high = NA)
      next
    }
    fit <- suppressWarnings(svyglm(y ~ side, s))
    b <- coef(fit)[2]; se <- SE(fit)[2]; df <- fit$df.residual
    if (!(df > 0)) next
    here <- s$variables[!is.na(s$variables$y) & weights(s) > 0, ]
    put(case = case, by = by, grp = group, measure = name, category = reference, statistic = "difference", n = sum(here$side == group), count = sum(here$side == reference),
        n_effective = NA, value = b, se = se, df = df, low = b - qt(.975, df) * se, high = b + qt(.975, df) * se)
    put(case = case, by = by, grp = group, measure = name, category = reference, statistic = "difference-p", n = sum(here$side == group), count = sum(here$side == reference),
        n_effective = NA, value = 2 * pt(-abs(b / se), df), se = NA, df = df, low = NA, high = NA)
  }
}

weights_of <- function(case, design, margins) {
  d <- design$variables; w <- weights(design); group <- do.call(paste, c(d[margins], sep = "*"))
  for (g in sort(unique(group)))
    put(case = case, by = paste(margins, collapse = "*"), grp = g, measure = "", category = "", statistic = "weight", n = sum(group == g), count = NA, n_effective = NA,
        value = w[group == g][1], se = NA, df = NA, low = NA, high = NA)
}

# One column a question, whatever the number of people.
columns <- function(d, names, f, ...) matrix(unlist(lapply(d[names], f, ...)), nrow = nrow(d))
# Mean of the columns, on at least `least` answers.
mean_of <- function(x, least) ifelse(rowSums(!is.na(x)) >= least, rowMeans(x, na.rm = TRUE), NA)
# Yes as soon as one is yes; missing when none is and some are missing.
any_of <- function(x) ifelse(rowSums(x, na.rm = TRUE) > 0, TRUE, ifelse(rowSums(is.na(x)) > 0, NA, FALSE))

write_rows <- function(file) {
  out <- do.call(rbind, rows)
  for (column in c("n_effective", "value", "se", "df", "low", "high")) out[[column]] <- text(finite(as.numeric(out[[column]])))
  out$n <- formatC(out$n, format = "d"); out$count <- ifelse(is.na(out$count), "", formatC(out$count, format = "d"))
  write.table(out, file, sep = "\t", quote = FALSE, row.names = FALSE)
  cat(nrow(out), "values in", file, "\n")
}
