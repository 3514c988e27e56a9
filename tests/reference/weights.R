# Two made-up surveys, weighted in each way that a codebook can say: their answers and frames (Rscript weights.R data), and R's estimates (Rscript weights.R).
# first: 360 people of 48 teams, each team of one region. second: 240 people without teams.
source("estimates.R")
regions <- c("north", "south", "east", "west")

people <- function(n, teams) {
  region <- regions[1 + teams %% 4]
  sector <- sample(c("nhs", "voluntary", "other"), n, TRUE, c(6, 3, 1))
  hours <- ifelse(runif(n) < ifelse(sector == "nhs", .7, .4), "full", "part")
  effect <- rnorm(max(teams))[teams]
  mood <- pmin(20, pmax(0, round(11 + 2 * effect - 2 * (sector == "voluntary") + 3.5 * rnorm(n)))); mood[runif(n) < .07] <- NA
  load <- round(20 + 6 * effect + 9 * runif(n) + 5 * (hours == "full"), 1); load[runif(n) < .05] <- NA
  lonely <- ifelse(runif(n) < plogis(-1 + effect / 2), "yes", "no"); lonely[runif(n) < .05] <- ""
  weight <- round(exp(rnorm(n) * .8 + (sector == "other")), 3) + .001
  data.frame(respondent_id = sprintf("p%03d", sample(n)), team_id = sprintf("t%02d", teams), sector, region, hours, weight, mood, load, lonely)
}
make <- function() {
  set.seed(20263, kind = "Mersenne-Twister", normal.kind = "Inversion", sample.kind = "Rejection")
  put <- function(d, name) write.csv(d, file.path("weights", name), row.names = FALSE, quote = FALSE, na = "")
  put(people(360, sample(1:48, 360, TRUE, prob = 60:13)), "first.csv")
  put(people(240, sample(1:60, 240, TRUE)), "second.csv")
  frame <- expand.grid(sector = c("nhs", "voluntary", "other"), region = regions, hours = c("full", "part"))
  frame$headcount <- c(300, 120, 40, 260, 310, 25, 90, 420, 30, 150, 80, 260, 190, 240, 35, 120, 280, 60, 400, 100, 20, 70, 210, 90)
  put(frame, "frame.csv")
  # The same as tables below one another: sector alone, region by hours.
  one <- aggregate(headcount ~ sector, frame, sum); two <- aggregate(headcount ~ region + hours, frame, sum)
  put(rbind(data.frame(sector = one$sector, region = "", hours = "", headcount = one$headcount), data.frame(sector = "", two)), "tables.csv")
}
if (identical(commandArgs(TRUE), "data")) { make(); quit() }

frame <- read.csv("weights/frame.csv")
counts <- function(formula) xtabs(update(formula, headcount ~ .), frame)
margins <- list(~sector, ~region + hours)
raked <- function(design) rake(design, margins, lapply(margins, counts), control = list(maxit = 500, epsilon = 1e-12))
made <- function(d, w, clustered) { d$w <- w; svydesign(ids = if (clustered) ~team_id else ~1, weights = ~w, data = d) }
# Trimming and raking in turn, until no weight is beyond a limit by more than a millionth; the design that is raked last has the trimmed weights.
trimmed <- function(design, most, least, clustered, again = raked) {
  was <- rep(FALSE, nrow(design)); rounds <- 0
  repeat {
    w <- weights(design); m <- median(w)
    if (max(w) <= most * m * (1 + 1e-6) && min(w) >= least * m * (1 - 1e-6)) break
    was <- was | w > most * m | w < least * m; rounds <- rounds + 1
    flat <- made(design$variables, w, clustered)
    design <- again(made(design$variables, weights(suppressWarnings(trimWeights(flat, upper = most * m, lower = least * m))), clustered))
  }
  attr(design, "trimmed") <- sum(was); attr(design, "rounds") <- rounds
  design
}
spread <- function(case, design) {
  w <- weights(design)
  values <- c(smallest = min(w), largest = max(w), median = median(w), q1 = quantile(w, .25)[[1]], q3 = quantile(w, .75)[[1]], variation = sqrt(mean((w - mean(w))^2)) / mean(w),
              design_effect = length(w) * sum(w^2) / sum(w)^2, n_effective = sum(w)^2 / sum(w^2), trimmed = max(0, attr(design, "trimmed")), rounds = max(0, attr(design, "rounds")))
  for (name in names(values))
    put(case = case, by = "all", grp = "all", measure = "", category = name, statistic = "weights", n = length(w), count = NA, n_effective = NA, value = values[[name]], se = NA, df = NA, low = NA, high = NA)
}
measures <- list(
  mood = list(kind = "number", of = function(d) d$mood),
  load = list(kind = "number", total = TRUE, of = function(d) d$load),
  lonely = list(kind = "yes-no", of = function(d) d$lonely == "yes"))
for (survey in c("first", "second")) {
  d <- read.csv(file.path("weights", paste0(survey, ".csv")), na.strings = "")
  clustered <- survey == "first"
  designs_of <- function(d) {
    plain <- made(d, 1, clustered)
    list(rake = raked(plain), trim = trimmed(raked(plain), 2.5, .4, clustered), post = postStratify(plain, ~sector + hours, counts(~sector + hours)),
                    column = made(d, d$weight, clustered), cut = trimmed(made(d, d$weight, clustered), 3, .25, clustered, identity))
  }
  designs <- designs_of(d)
  for (name in names(designs)) {
    case <- paste(survey, name, sep = "-"); design <- designs_of(d[order(weights(designs[[name]])), ])[[name]] # as in estimates.R
    cat(case, "trimmed", attr(design, "trimmed"), "in", attr(design, "rounds"), "rounds\n")
    spread(case, design)
    if (name %in% c("rake", "trim")) weights_of(case, design, c("sector", "region", "hours"))
    if (name == "post") weights_of(case, design, c("sector", "hours"))
    estimates(case, d, design, measures, c("sector", "region", "hours", "sector*hours"))
    comparisons(case, design, measures, "sector", "voluntary", "nhs")
  }
}
write_rows("weights.tsv")
