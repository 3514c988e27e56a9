# The quarter of workforce.R: the sectors' differences adjusted for covariates, and the models of the shipped codebook, as clubSandwich makes them of lm and glm with the raked weights.
#     Rscript adjusted.R      writes adjusted.tsv (linear) and logistic.tsv
source("workforce.R") # d, design, measures, headline; it writes workforce.tsv again, as it was
suppressMessages(library(clubSandwich))
stopifnot(packageVersion("clubSandwich") >= "0.5.8")
rows <- list()
v <- design$variables
v$w <- weights(design)

term <- function(by, grp, measure, category, statistic, n, count, value, se, df) {
  put(case = wave, by = by, grp = grp, measure = measure, category = category, statistic = statistic, n = n, count = count, n_effective = NA, value = value, se = se, df = df,
      low = value - qt(.975, df) * se, high = value + qt(.975, df) * se)
  put(case = wave, by = by, grp = grp, measure = measure, category = category, statistic = paste0(statistic, "-p"), n = n, count = count, n_effective = NA, value = 2 * pt(-abs(value / se), df), se = NA, df = df, low = NA, high = NA)
}

for (name in setdiff(headline, "people_a_year")) { # compared, and not adjusted
  measure <- measures[[name]]
  s <- data.frame(y = (if (measure$kind == "yes-no") 100 else 1) * as.numeric(measure$of(v)), side = factor(v$sector, c("nhs", "voluntary")), v[c("region", "role", "months_in_role", "team_id", "w")])
  s <- s[complete.cases(s), ]
  test <- coef_test(lm(y ~ region + role + months_in_role + side, s, weights = w), vcov = "CR2", cluster = s$team_id, test = "Satterthwaite")
  i <- which(rownames(test) == "sidevoluntary")
  term("sector", "voluntary", name, "nhs", "adjusted", sum(s$side == "voluntary"), sum(s$side == "nhs"), test$beta[i], test$SE[i], test$df[i])
}

of <- function(name) as.numeric(measures[[name]]$of(v))
all <- data.frame(cbi_work = of("cbi_work"), thinks_of_leaving = of("thinks_of_leaving"), sector_r = factor(v$sector, c("nhs", "voluntary")), months_in_role = v$months_in_role / 12,
                  permanent = as.numeric(v$contract == "permanent"), caseload_per_fte = of("caseload_per_fte") / 10, supervision_monthly = of("supervision_monthly"), isolated = of("isolated"),
                  role_clarity = of("role_clarity") / 10, training_gap_index = of("training_gap_index"), team_id = v$team_id, w = v$w)
stored <- c("sector_rvoluntary" = "sector_r*voluntary", permanent = "permanent*yes", supervision_monthly = "supervision_monthly*yes", isolated = "isolated*yes")
label <- function(name) ifelse(name %in% names(stored), stored[name], paste0(name, "*"))
complete <- function(names) { s <- all[c(names, "team_id", "w")]; s[complete.cases(s), ] }

s <- complete(c("cbi_work", "sector_r", "months_in_role", "caseload_per_fte", "supervision_monthly", "isolated", "role_clarity", "training_gap_index"))
fit <- lm(cbi_work ~ sector_r + months_in_role + caseload_per_fte + supervision_monthly + isolated + role_clarity + training_gap_index, s, weights = w)
test <- coef_test(fit, vcov = "CR2", cluster = s$team_id, test = "Satterthwaite")
holm <- p.adjust(test$p_Satt[-1], "holm")
weighted_sd <- function(x) sqrt(sum(s$w * (x - weighted.mean(x, s$w))^2) / sum(s$w))
put(case = wave, by = "burnout", grp = "", measure = "", category = "", statistic = "r-squared", n = nrow(s), count = nrow(all) - nrow(s), n_effective = NA, value = summary(fit)$r.squared, se = NA, df = NA, low = NA, high = NA)
for (i in 2:nrow(test)) {
  name <- rownames(test)[i]
  term("burnout", label(name), "", "", "coefficient", nrow(s), nrow(all) - nrow(s), test$beta[i], test$SE[i], test$df[i])
  put(case = wave, by = "burnout", grp = label(name), measure = "", category = "", statistic = "holm", n = nrow(s), count = nrow(all) - nrow(s), n_effective = NA, value = holm[i - 1], se = NA, df = NA, low = NA, high = NA)
  put(case = wave, by = "burnout", grp = label(name), measure = "", category = "", statistic = "standardised", n = nrow(s), count = nrow(all) - nrow(s), n_effective = NA,
      value = test$beta[i] * weighted_sd(model.matrix(fit)[, i]) / weighted_sd(s$cbi_work), se = NA, df = NA, low = NA, high = NA)
}
write_rows("adjusted.tsv")

rows <- list()
s <- complete(c("thinks_of_leaving", "sector_r", "months_in_role", "permanent", "caseload_per_fte", "supervision_monthly", "isolated", "role_clarity", "cbi_work"))
fit <- suppressWarnings(glm(thinks_of_leaving ~ sector_r + months_in_role + permanent + caseload_per_fte + supervision_monthly + isolated + role_clarity + cbi_work, binomial, transform(s, cbi_work = cbi_work / 10), weights = w,
                            control = list(epsilon = 1e-14, maxit = 100)))
test <- coef_test(fit, vcov = "CR2", cluster = s$team_id, test = "Satterthwaite")
holm <- p.adjust(test$p_Satt[-1], "holm")
x <- model.matrix(fit); b <- coef(fit)
binary <- c("sector_rvoluntary", "permanent", "supervision_monthly", "isolated")
put(case = wave, by = "leaving", grp = "", measure = "", category = "", statistic = "log-likelihood", n = nrow(s), count = nrow(all) - nrow(s), n_effective = NA,
    value = sum(s$w * dbinom(s$thinks_of_leaving, 1, fitted(fit), log = TRUE)), se = NA, df = NA, low = NA, high = NA)
for (i in 2:nrow(test)) {
  name <- rownames(test)[i]
  n <- nrow(s); out <- nrow(all) - n
  term("leaving", label(name), "", "", "coefficient", n, out, test$beta[i], test$SE[i], test$df[i])
  reach <- qt(.975, test$df[i]) * test$SE[i]
  put(case = wave, by = "leaving", grp = label(name), measure = "", category = "", statistic = "odds-ratio", n = n, count = out, n_effective = NA, value = exp(test$beta[i]), se = NA, df = NA, low = exp(test$beta[i] - reach), high = exp(test$beta[i] + reach))
  put(case = wave, by = "leaving", grp = label(name), measure = "", category = "", statistic = "holm", n = n, count = out, n_effective = NA, value = holm[i - 1], se = NA, df = NA, low = NA, high = NA)
  if (name %in% binary) { # average marginal effect: everybody with it, less everybody without
    x1 <- x0 <- x; x1[, name] <- 1; x0[, name] <- 0
    p1 <- plogis(x1 %*% b)[, 1]; p0 <- plogis(x0 %*% b)[, 1]
    effect <- weighted.mean(p1 - p0, s$w); gradient <- colSums(s$w * (p1 * (1 - p1) * x1 - p0 * (1 - p0) * x0)) / sum(s$w)
  } else {
    p <- fitted(fit); slope <- p * (1 - p)
    effect <- weighted.mean(slope * b[i], s$w)
    gradient <- colSums(s$w * slope * (1 - 2 * p) * b[i] * x) / sum(s$w); gradient[i] <- gradient[i] + weighted.mean(slope, s$w)
  }
  of_effect <- linear_contrast(fit, vcov = "CR2", cluster = s$team_id, contrasts = matrix(gradient, 1), test = "Satterthwaite")
  put(case = wave, by = "leaving", grp = label(name), measure = "", category = "", statistic = "marginal-effect", n = n, count = out, n_effective = NA, value = 100 * effect, se = 100 * of_effect$SE, df = NA,
      low = 100 * (effect - qt(.975, of_effect$df) * of_effect$SE), high = 100 * (effect + qt(.975, of_effect$df) * of_effect$SE))
}
write_rows("logistic.tsv")
