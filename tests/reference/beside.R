# Comparisons by other methods than the main one (pipeline/analyse/beside.h) on tiny/ and strata/: Rscript beside.R makes beside.tsv.
# Where survey 4.1.1 answers another question, the same formula is written out here and held against survey's own call wherever the two must agree:
#  - svyranktest ranks people with equal answers but different weights by their order in the file; here they share the middle of their weight. Without weights: equal.
#  - svychisq of a calibrated design counts all its teams; here those who answered in the groups compared, as svychisq of subset(design) does without calibration.
source("estimates.R")
d <- read.csv("tiny/answers.csv", na.strings = "")
frame <- read.csv("tiny/frame.csv")
score <- function(x) 25 * (match(x, c("never", "seldom", "sometimes", "often", "always")) - 1)
measures <- list(
  mood = list(kind = "number", of = function(d) mean_of(columns(d, paste0("mood_", 1:5), score), 3)),
  happy = list(kind = "number", of = function(d) d$happy),
  caseload = list(kind = "number", of = function(d) d$caseload),
  lonely = list(kind = "yes-no", of = function(d) d$lonely == "yes"),
  trained = list(kind = "yes-no", of = function(d) d$trained == "yes"),
  contract = list(kind = "category", of = function(d) d$contract))
out <- NULL
tell <- function(case, by, grp, measure, reference, method, ...) {
  values <- unlist(list(...)); values <- values[is.finite(values)]
  if (length(values)) out <<- rbind(out, data.frame(case, by, grp, measure, reference, method, what = names(values), value = sprintf("%.17g", values)))
}
cramer <- function(x2, n, r, c) sqrt(max(0, x2 / n - (r - 1) * (c - 1) / (n - 1)) / (min(r - (r - 1)^2 / (n - 1), c - (c - 1)^2 / (n - 1)) - 1))
conditional <- function(t) { # fisher.test finds the odds ratio to 1e-4 only; the p value is exact
  m <- sum(t[1, ]); n <- sum(t[2, ]); k <- sum(t[, 1]); x <- t[1, 1]; support <- max(0, k - n):min(k, m); base <- dhyper(support, m, n, k, log = TRUE)
  of <- function(l) { v <- base + support * l; v <- exp(v - max(v)); v / sum(v) }
  root <- function(f) exp(uniroot(f, c(-40, 40), tol = 1e-15, maxiter = 5000)$root)
  c(if (x == min(support)) 0 else if (x == max(support)) Inf else root(function(l) sum(support * of(l)) - x), if (x == min(support)) 0 else root(function(l) sum(of(l)[support >= x]) - .025),
    if (x == max(support)) Inf else root(function(l) sum(of(l)[support <= x]) - .025))
}
cliff <- function(x, y) {
  n <- length(x); m <- length(y); D <- outer(x, y, function(i, j) sign(i - j)); d <- mean(D)
  s <- max((m^2 * sum((rowMeans(D) - d)^2) + n^2 * sum((colMeans(D) - d)^2) - sum((D - d)^2)) / (n * m * (n - 1) * (m - 1)), (1 - d^2) / (n * m - 1)); z <- qt(.975, n + m - 2)
  c(d, (d - d^3 + c(-1, 1) * z * sqrt(s) * sqrt((1 - d^2)^2 + z^2 * s)) / (1 - d^2 + z^2 * s))
}

classical <- function(case, by, groups, measure, reference, kind, y, side) {
  groups_text <- paste(groups, collapse = ", "); row <- function(method, ...) tell(case, by, groups_text, measure, reference, method, ...)
  few <- min(table(side[!is.na(y)])) < 5; p_of <- function(p) if (few) NA else p
  sides <- lapply(c(groups, reference), function(g) y[!is.na(y) & side == g])
  if (kind == "number" && length(groups) == 1) {
    w <- wilcox.test(sides[[1]], sides[[2]], exact = FALSE); e <- cliff(sides[[1]], sides[[2]])
    n <- lengths(sides); df <- sum(n) - 2; d <- (mean(sides[[1]]) - mean(sides[[2]])) / sqrt(((n[1] - 1) * var(sides[[1]]) + (n[2] - 1) * var(sides[[2]])) / df); root <- sqrt(n[1] * n[2] / sum(n))
    j <- exp(lgamma(df / 2) - lgamma((df - 1) / 2) - log(df / 2) / 2); end <- function(p) j * uniroot(function(delta) pt(d * root, df, delta) - p, c(-20, 20), tol = 1e-15)$root / root
    row("Hedges g, noncentral t interval", effect = j * d, effect_low = end(.975), effect_high = end(.025))
    row("Mann-Whitney, corrected for ties and continuity", statistic = w$statistic[[1]], p = p_of(w$p.value), effect = e[1], effect_low = e[2], effect_high = e[3])
  } else if (kind == "number") {
    k <- kruskal.test(sides)
    row("Kruskal-Wallis", statistic = k$statistic[[1]], df = k$parameter[[1]], p = p_of(k$p.value), effect = k$statistic[[1]] / (length(unlist(sides)) - 1))
  } else {
    t <- table(factor(side, c(groups, reference)), if (kind == "yes-no") factor(y, c(TRUE, FALSE)) else y); n <- sum(t); expected <- outer(rowSums(t), colSums(t)) / n
    sparse <- n < 20 || min(expected) < 5
    if (kind == "yes-no" && length(groups) == 1) {
      if (sparse || min(t) == 0) { o <- conditional(t); row("fisher exact, conditional odds ratio", p = p_of(fisher.test(t)$p.value), effect = o[1], effect_low = o[2], effect_high = o[3]) }
      else {
        q <- chisq.test(t); r <- t[1, 1] * t[2, 2] / (t[1, 2] * t[2, 1]); w <- r * exp(c(-1, 1) * qnorm(.975) * sqrt(sum(1 / t)))
        row("chi-square with Yates' correction, Woolf interval", statistic = q$statistic[[1]], df = 1, p = p_of(q$p.value), effect = r, effect_low = w[1], effect_high = w[2])
        a <- wilson(t[1, 1] / sum(t[1, ]), sum(t[1, ])); b <- wilson(t[2, 1] / sum(t[2, ]), sum(t[2, ])); p <- t[, 1] / rowSums(t); diff <- p[[1]] - p[[2]]
        row("Newcombe interval", value = 100 * diff, low = 100 * (diff - sqrt((p[[1]] - a[1])^2 + (b[2] - p[[2]])^2)), high = 100 * (diff + sqrt((a[2] - p[[1]])^2 + (p[[2]] - b[1])^2)))
      }
    } else {
      t <- t[rowSums(t) > 0, colSums(t) > 0]; q <- suppressWarnings(chisq.test(t, correct = FALSE))
      row(if (sparse && !few) "Fisher-Freeman-Halton exact" else "chi-square", statistic = q$statistic[[1]], df = q$parameter[[1]], p = p_of(if (sparse) fisher.test(t, workspace = 2e8)$p.value else q$p.value),
          effect = cramer(q$statistic[[1]], n, nrow(t), ncol(t)))
    }
  }
}

# Weighted share of `of` below each answer, ties by half.
place <- function(y, of, w) sapply(y, function(v) (sum(w[of < v]) + sum(w[of == v]) / 2) / sum(w))

designed <- function(case, by, groups, measure, reference, kind, y, design, clustered) {
  v <- design$variables; side <- factor(ifelse(is.na(y), NA, v[[by]]), c(reference, groups)); y[is.na(side)] <- NA
  s <- subset(update(design, y = if (kind == "category") factor(y) else as.numeric(y), side = side), !is.na(side))
  calibrated <- nrow(s$variables) == nrow(v); w <- weights(s); used <- w > 0; answers <- s$variables$y; sides <- s$variables$side
  teams <- tapply(s$cluster[used, 1], sides[used], function(t) length(unique(t))); few <- min(table(sides[used])) < 5 || (clustered && min(teams) < 5); p_of <- function(p) if (few) NA else p
  row <- function(method, ...) tell(case, by, paste(groups, collapse = ", "), measure, reference, method, ...)
  if (kind == "number") {
    ranked <- ifelse(used, place(answers, answers[used], w[used]), 0); s <- update(s, ranked = ranked)
    fit <- svyglm(ranked ~ side, s); b <- coef(fit)[-1]; V <- vcov(fit)[-1, -1, drop = FALSE]; df <- degf(s) - length(b)
    if (length(groups) == 1) {
      t <- b / sqrt(V[1, 1]); delta <- 2 * b[[1]]; in_a <- sides == groups
      other <- ifelse(!used, 0, ifelse(in_a, place(answers, answers[used & !in_a], w[used & !in_a]), 1 - place(answers, answers[used & in_a], w[used & in_a])))
      pairs <- svyglm(other ~ 0 + side, update(s, other = other)); var <- 4 * sum(vcov(pairs)) # of 2 P - 1; both means are P
      if (all(w[used] == 1)) { own <- svyranktest(y ~ side, s); stopifnot(all.equal(own$p.value[[1]], 2 * pt(-abs(t[[1]]), df), tolerance = 1e-9), all.equal(abs(own$estimate[[1]]), abs(b[[1]]), tolerance = 1e-9)) }
      z <- qt(.975, df); ends <- (delta - delta^3 + c(-1, 1) * z * sqrt(var) * sqrt((1 - delta^2)^2 + z^2 * var)) / (1 - delta^2 + z^2 * var)
      row("design-based Wilcoxon, as svyranktest", statistic = t[[1]], df = df, p = p_of(2 * pt(-abs(t[[1]]), df)), effect = delta, effect_low = ends[1], effect_high = ends[2])
    } else {
      f <- (b %*% solve(V, b))[1] / length(b)
      if (all(w[used] == 1)) stopifnot(all.equal(svyranktest(y ~ side, s)$p.value[[1]], pf(f, length(b), df, lower.tail = FALSE), tolerance = 1e-9))
      row("design-based rank test of several groups, as svyranktest", statistic = f, df = length(b), p = p_of(pf(f, length(b), df, lower.tail = FALSE)))
    }
    return(invisible())
  }
  table <- svytable(~side + y, s); if (any(rowSums(table) == 0) || ncol(table) < 2) return(invisible())
  q <- svychisq(~side + y, s, statistic = "F"); df1 <- q$parameter[[1]]; p <- pf(q$statistic[[1]], df1, df1 * degf(s), lower.tail = FALSE); n <- sum(used)
  if (!calibrated) stopifnot(all.equal(p, q$p.value[[1]], tolerance = 1e-9))
  if (kind == "yes-no" && length(groups) == 1) {
    if (min(table) == 0) return(invisible())
    fit <- suppressWarnings(svyglm(y ~ side, s, family = quasibinomial, control = glm.control(epsilon = 1e-15, maxit = 100))); b <- coef(fit)[[2]]; reach <- qt(.975, degf(s) - 1) * SE(fit)[[2]]
    row("Rao-Scott F, as svychisq", statistic = q$statistic[[1]], df = 1, p = p_of(p), effect = exp(b), effect_low = exp(b - reach), effect_high = exp(b + reach))
  } else {
    share <- table / sum(table); expected <- outer(rowSums(share), colSums(share)); x2 <- n * sum((share - expected)^2 / expected); r <- nrow(share); c <- ncol(share)
    effective <- n * q$statistic[[1]] * (r - 1) * (c - 1) / x2
    row("Rao-Scott F, as svychisq", statistic = q$statistic[[1]], df = df1, p = p_of(p), effect = cramer(x2 * effective / n, effective, r, c))
  }
}

for (case in c("none", "teams", "raked", "raked-teams", "post-teams")) {
  method <- sub("-.*", "", sub("teams$", "none", case)); method <- c(none = "none", raked = "rake", post = "post")[[method]]
  design <- design_of(d, method, grepl("teams", case), frame, c("sector", "region"))
  for (plan in list(list("sector", "voluntary", "nhs", names(measures)), list("region", c("south", "east", "west"), "north", setdiff(names(measures), "trained"))))
    for (name in plan[[4]]) for (groups in unique(c(as.list(plan[[2]]), list(plan[[2]])))) {
      y <- measures[[name]]$of(design$variables); side <- design$variables[[plan[[1]]]]
      if (case == "none") classical(case, plan[[1]], groups, name, plan[[3]], measures[[name]]$kind, ifelse(side %in% c(groups, plan[[3]]), y, NA), side)
      else designed(case, plan[[1]], groups, name, plan[[3]], measures[[name]]$kind, ifelse(side %in% c(groups, plan[[3]]), y, NA), design, grepl("teams", case))
    }
}
# Teams or people drawn within districts (strata.R has these designs): the degrees of freedom are teams less districts.
d <- read.csv("strata/answers.csv", na.strings = "")
frame <- read.csv("strata/frame.csv")
d$one <- 1; d$of_district <- c(hill = 30, dale = 14, shore = 22, moor = 9, wood = 12, isle = 4)[d$district]; d$people_of_district <- c(hill = 300, dale = 120, shore = 200, moor = 71, wood = 90, isle = 15)[d$district]
teams <- function(weights) svydesign(ids = ~team_id, strata = ~district, fpc = ~of_district, weights = weights, data = d)
margin <- function(m) xtabs(as.formula(paste("headcount ~", m)), frame)
options(survey.lonely.psu = "adjust")
drawn <- list("counted-adjust" = teams(~one), "own-counted-adjust" = teams(~own_weight), "people-counted" = svydesign(ids = ~1, strata = ~district, fpc = ~people_of_district, weights = ~one, data = d),
              "raked-counted-adjust" = rake(teams(~one), list(~sector, ~region), list(margin("sector"), margin("region")), control = list(maxit = 500, epsilon = 1e-12)))
for (case in names(drawn)) for (name in setdiff(names(measures), "mood"))
  designed(case, "sector", "voluntary", name, "nhs", measures[[name]]$kind, measures[[name]]$of(drawn[[case]]$variables), drawn[[case]], case != "people-counted")
write.table(out, "beside.tsv", sep = "\t", quote = FALSE, row.names = FALSE)
cat(nrow(out), "values in beside.tsv\n")
