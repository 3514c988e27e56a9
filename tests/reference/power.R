# What spwell plan works out: Rscript power.R, here. Needs pwr (1.3.0 of Debian 12) besides base R; reads workforce.tsv, which workforce.R made of the answers themselves.
# power.tsv: formulas, from power.t.test, pwr::pwr.t2n.test and roots of pt(ncp =). plan.tsv: the smallest differences of 2026-27-Q2, and the people another one needs.
library(pwr)
rows <- character()
say <- function(...) rows <<- c(rows, paste(vapply(list(...), function(x) if (is.character(x)) x else if (is.na(x)) "" else sprintf("%.17g", x), ""), collapse = "\t"))
root <- function(f, interval) uniroot(f, interval, tol = 1e-15, maxiter = 10000, extendInt = "yes")$root

power_of <- function(delta, df) { q <- qt(.975, df); pt(q, df, delta, lower.tail = FALSE) + pt(-q, df, delta) }
delta_of <- function(power, df) root(function(x) power_of(x, df) - power, c(.1, 6))
se_of <- function(s, share) sqrt(s$effect * if (s$is_share) share * (1 - share) / (s$n - 1) + s$share * (1 - s$share) / (s$m - 1) else s$sd^2 / s$n + s$sd_reference^2 / s$m)
smallest <- function(s, power) {
  delta <- delta_of(power, s$units - 2)
  if (!s$is_share) return(delta * se_of(s, NA))
  each <- c()
  for (way in c(1, -1)) {
    far <- if (way > 0) 1 - s$share else s$share
    f <- function(d) d - delta * se_of(s, s$share + way * d)
    if (f(far) > 0) each <- c(each, uniroot(f, c(0, far), tol = 1e-15, maxiter = 10000)$root)
  }
  if (length(each)) max(each) else NA
}
times <- function(s, difference, power) {
  ses <- if (!s$is_share) se_of(s, NA) else unlist(lapply(c(1, -1), function(way) { p <- s$share + way * difference; if (p >= 0 && p <= 1) se_of(s, p) }))
  if (!length(ses)) return(NA)
  exp(root(function(k) power_of(difference / max(ses) * exp(k / 2), exp(k) * s$units - 2) - power, c(-1, 3)))
}

say("# function", "arguments ...", "value; by power.R")
for (n in c(5, 20, 63, 250)) for (d in c(.2, .5, 1.1)) {
  value <- power.t.test(n = n, delta = d, sd = 1, strict = TRUE)$power # base R's own
  stopifnot(abs(value - power_of(d * sqrt(n / 2), 2 * n - 2)) < 1e-12)
  say("power", d * sqrt(n / 2), 2 * n - 2, NA, value)
}
for (n in c(12, 60)) for (m in c(30, 120)) for (d in c(.3, .8)) say("power", d / sqrt(1 / n + 1 / m), n + m - 2, NA, pwr.t2n.test(n1 = n, n2 = m, d = d, sig.level = .05, alternative = "two.sided")$power)
for (df in c(1, 3.7, 24, 68, 1000)) for (power in c(.5, .8, .9, .99)) say("delta", power, df, NA, delta_of(power, df))
# pwr's smallest d and n of a side, by its own roots
for (n in c(20, 100)) { d <- pwr.t.test(n = n, power = .8)$d; stopifnot(abs(d - delta_of(.8, 2 * n - 2) * sqrt(2 / n)) < 1e-4) }
for (m in c(1, 4.7, 12)) for (cv in c(0, .6)) say("effect", m, cv, .05, 1 + max(0, (cv^2 + 1) * m - 1) * .05)
writeLines(c(rows[1], rows[-1]), "power.tsv")

# People of both sides, spread, and the standard error and df that R's survey package gave; shares are percentages in workforce.tsv.
w <- read.delim("workforce.tsv", colClasses = "character", check.names = FALSE)
number <- function(x) as.numeric(x)
rows <- character()
say("# measure", "n", "n_reference", "design_effect", "df", "smallest", "difference", "needed", "needed_reference", "by power.R of workforce.tsv: voluntary beside nhs, power 0.8")
for (i in which(w$statistic == "difference" & w$by == "sector" & w$grp == "voluntary" & w$category == "nhs")) {
  d <- w[i, ]
  of <- function(group, statistic, column) number(w[w$by == "sector" & w$grp == group & w$measure == d$measure & w$statistic == statistic & w$category %in% c("", "yes"), column])
  is_share <- length(of("nhs", "percent", "value")) == 1
  s <- list(n = number(d$n), m = number(d$count), is_share = is_share, effect = 1, units = number(d$df) + 2)
  if (is_share) s$share <- of("nhs", "percent", "value") / 100
  else { s$sd <- of("voluntary", "sd", "value"); s$sd_reference <- of("nhs", "sd", "value") }
  scale <- if (is_share) 100 else 1
  s$effect <- (number(d$se) / scale)^2 / se_of(s, if (is_share) of("voluntary", "percent", "value") / 100 else NA)^2
  least <- smallest(s, .8)
  difference <- signif(least * scale * .7, 2)
  k <- times(s, difference / scale, .8)
  say(d$measure, s$n, s$m, s$effect, s$units - 2, least * scale, difference, ceiling(s$n * k), ceiling(s$m * k))
}
# Studies to come: n, n_reference, sd or percent, team size, cv, icc.
plans <- list(c(60, 120, 20, NA, 7, 0, .05, 8), c(60, 120, NA, 30, 7, 0, .05, 20), c(350, 350, 1, NA, 1, 0, 0, .1), c(25, 200, 12.5, NA, 9, .7, .1, 10), c(300, 500, NA, 4, 6, .5, .03, 5))
for (p in plans) {
  is_share <- is.na(p[3])
  s <- list(n = p[1], m = p[2], is_share = is_share, sd = p[3], sd_reference = p[3], share = p[4] / 100, effect = 1 + max(0, (p[6]^2 + 1) * p[5] - 1) * p[7], units = (p[1] + p[2]) / p[5])
  scale <- if (is_share) 100 else 1
  k <- times(s, p[8] / scale, .8)
  say(paste0("--n ", p[1], " --n-reference ", p[2], if (is_share) paste(" --share", p[4]) else paste(" --sd", p[3]), " --team-size ", p[5], " --team-cv ", p[6], " --icc ", p[7]),
      s$n, s$m, s$effect, s$units - 2, smallest(s, .8) * scale, p[8], ceiling(s$n * k), ceiling(s$m * k))
}
writeLines(rows, "plan.tsv")
