# Regression models of two made-up surveys by R: lm, glm, clubSandwich (CR0, CR1, CR1S, CR2 with Satterthwaite's df) and survey (svyglm).
#     Rscript tests/reference/models.R > tests/reference/models.h
# R 4.2.2, clubSandwich 0.5.8, survey 4.1-1. tests/unit/analyse/test_models.c compares; it needs no R.
suppressMessages({library(clubSandwich); library(survey)})
set.seed(20260)

survey_of <- function(sizes) {
  team <- rep(seq_along(sizes), sizes); n <- length(team)
  d <- data.frame(team = team, load = round(rnorm(n, 25, 6) + rnorm(length(sizes), 0, 3)[team], 1), tenure = rpois(n, 6),
                  voluntary = rbinom(length(sizes), 1, .5)[team], region = sample(0:2, n, TRUE))
  d$b <- as.numeric(d$region == 1); d$c <- as.numeric(d$region == 2)
  d$y <- round(20 + .9 * d$load - .4 * d$tenure + 2 * d$voluntary + 1.5 * d$c + rnorm(n, 0, 7) + rnorm(length(sizes), 0, 4)[team], 1)
  d$leave <- rbinom(n, 1, plogis(-3 + .1 * d$load - .08 * d$tenure + .3 * d$voluntary + .4 * d$b + rnorm(length(sizes), 0, .6)[team]))
  d
}
one <- survey_of(sample(2:9, 22, TRUE)); one$weight <- round(exp(rnorm(nrow(one), 0, .5)), 3)
two <- survey_of(c(70, 31, sample(1:14, 58, TRUE))); two$one <- 1
population <- list(data.frame(voluntary = 0:1, Freq = c(700, 500)), data.frame(region = 0:2, Freq = c(500, 400, 300)))
raked <- rake(svydesign(ids = ~team, weights = ~one, data = two), list(~voluntary, ~region), population, control = list(maxit = 200, epsilon = 1e-13))
two$weight <- weights(raked)

number <- function(x) sprintf("%.17g", x)
array_of <- function(name, m) {
  m <- as.matrix(m)
  cat("static const double ", name, "[", nrow(m), "][", ncol(m), "] = {\n", sep = "")
  cat(apply(m, 1, function(row) paste0("    {", paste(number(row), collapse = ", "), "}")), sep = ",\n")
  cat("};\n")
}
terms <- c("load", "tenure", "voluntary", "b", "c")
exact <- list(epsilon = 1e-15, maxit = 100)

# Rows: coefficients; standard errors as printed, CR0, CR1, CR1S, CR2; df of CR2.
robust <- function(name, fit, team) {
  se <- function(type) sqrt(diag(as.matrix(vcovCR(fit, cluster = team, type = type))))
  cr2 <- coef_test(fit, vcov = "CR2", cluster = team, test = "Satterthwaite")
  array_of(name, rbind(coef(fit), sqrt(diag(vcov(fit))), se("CR0"), se("CR1"), se("CR1S"), cr2$SE, cr2$df_Satt))
}
# Row: R squared, adjusted, residual standard deviation; then standardised coefficients by their definition.
extras <- function(name, fit, w) {
  sd_of <- function(x) sqrt(sum(w * (x - sum(w * x) / sum(w))^2))
  s <- summary(fit)
  array_of(name, t(c(s$r.squared, s$adj.r.squared, s$sigma, coef(fit)[-1] * apply(model.matrix(fit)[, -1], 2, sd_of) / sd_of(model.response(model.frame(fit))))))
}
# A contrast by fitting it as a coefficient of its own: load - tenure.
contrast <- function(name, d, weights = NULL) {
  d$sum <- d$load + d$tenure; d$w <- if (is.null(weights)) 1 else weights
  fit <- if (is.null(weights)) lm(y ~ load + sum + voluntary + b + c, d) else lm(y ~ load + sum + voluntary + b + c, d, weights = w)
  k <- coef_test(fit, vcov = "CR2", cluster = d$team, test = "Satterthwaite")[2, ]
  array_of(name, t(c(k$beta, k$SE, k$df_Satt)))
}
# Average marginal effects; b and c are the categories of one factor. The gradient by its formula, checked against differences.
effects_of <- function(name, fit, d) {
  w <- weights(fit, "prior"); x <- model.matrix(fit)
  ame <- function(beta) {
    p <- function(m) plogis(m %*% beta)
    number <- function(k) sum(w * dlogis(x %*% beta) * beta[k]) / sum(w)
    to <- function(k) { m <- x; m[, c("b", "c")] <- 0; n <- m; n[, k] <- 1; sum(w * (p(n) - p(m))) / sum(w) }
    v <- x; v[, "voluntary"] <- 1; u <- x; u[, "voluntary"] <- 0
    c(number(2), number(3), sum(w * (p(v) - p(u))) / sum(w), to("b"), to("c"))
  }
  # Richardson's extrapolation of central differences
  gradient <- sapply(1:6, function(k) { one <- function(h) { e <- replace(numeric(6), k, h); (ame(coef(fit) + e) - ame(coef(fit) - e)) / (2 * h) }
    h <- 1e-2 / max(1, max(abs(x[, k]))); a <- one(h); b <- one(h / 2); c <- one(h / 4); d1 <- (4 * b - a) / 3; d2 <- (4 * c - b) / 3; (16 * d2 - d1) / 15 })
  v <- vcovCR(fit, cluster = d$team, type = "CR2")
  l <- linear_contrast(fit, v, gradient)
  array_of(name, rbind(ame(coef(fit)), l$SE, l$df))
}
design_based <- function(name, fit) array_of(name, rbind(coef(fit), SE(fit), fit$df.residual))

cat("/* Made by tests/reference/models.R: do not change by hand. Columns of the data: team, load, tenure, voluntary, region (b), region (c), y, leave, weight. */\n")
cat("#ifndef SPWELL_REFERENCE_MODELS_H\n#define SPWELL_REFERENCE_MODELS_H\n")
for (survey in c("one", "two")) {
  d <- get(survey); named <- function(what) paste0(survey, "_", what)
  array_of(named("data"), d[c("team", terms, "y", "leave", "weight")])
  linear <- y ~ load + tenure + voluntary + b + c; logistic <- leave ~ load + tenure + voluntary + b + c
  plain <- lm(linear, d); weighted <- lm(linear, d, weights = weight)
  robust(named("linear"), plain, d$team); extras(named("linear_extras"), plain, rep(1, nrow(d))); contrast(named("linear_contrast"), d)
  robust(named("weighted"), weighted, d$team); extras(named("weighted_extras"), weighted, d$weight); contrast(named("weighted_contrast"), d, d$weight)
  g <- glm(logistic, binomial, d, control = exact); w <- suppressWarnings(glm(logistic, binomial, d, weights = weight, control = exact))
  robust(named("logistic"), g, d$team); effects_of(named("logistic_effects"), g, d)
  robust(named("logistic_weighted"), w, d$team); effects_of(named("logistic_weighted_effects"), w, d)
  likelihood <- function(fit, w, y) sum(w * log(ifelse(y == 1, fitted(fit), 1 - fitted(fit))))
  array_of(named("likelihood"), rbind(c(likelihood(g, 1, d$leave), likelihood(glm(leave ~ 1, binomial, d, control = exact), 1, d$leave)),
    c(likelihood(w, d$weight, d$leave), likelihood(suppressWarnings(glm(leave ~ 1, binomial, d, weights = weight, control = exact)), d$weight, d$leave))))
  design <- if (survey == "one") svydesign(ids = ~team, weights = ~weight, data = d) else raked
  design_based(named("svyglm"), svyglm(linear, design)); design_based(named("svyglm_logistic"), svyglm(logistic, design, family = quasibinomial, control = exact))
  domain <- subset(design, region != 0) # rows of a domain, without the region that is not there
  design_based(named("svyglm_domain"), svyglm(y ~ load + tenure + voluntary + c, domain))
  design_based(named("svyglm_domain_logistic"), svyglm(leave ~ load + tenure + voluntary + c, domain, family = quasibinomial, control = exact))
}
cat("#endif\n")
