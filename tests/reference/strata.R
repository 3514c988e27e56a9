# A made-up survey of 260 people drawn by teams within districts: its answers and frame (Rscript strata.R data), and R's estimates of them (Rscript strata.R).
# Odd on purpose: a district with one team, two with all of their teams but one, groups that cross districts, a group whose teams are each the only one of their district
# in it, a district without people of one group. The cases differ in what becomes of the lone team, in what the populations are, and in the weights.
source("estimates.R")
districts <- c("hill", "dale", "shore", "moor", "wood", "isle")
there_are <- c(hill = 30, dale = 14, shore = 22, moor = 9, wood = 12, isle = 4) # teams
people_there_are <- c(hill = 300, dale = 120, shore = 200, moor = 71, wood = 90, isle = 15)

make <- function() {
  set.seed(20265, kind = "Mersenne-Twister", normal.kind = "Inversion", sample.kind = "Rejection")
  teams <- c(hill = 12, dale = 10, shore = 11, moor = 8, wood = 11, isle = 1)
  district <- rep(names(teams), teams)
  n <- 260
  team <- c(seq_along(district), sample(seq_along(district), n - length(district), TRUE, prob = 1 + (seq_along(district) * 7) %% 10))
  d <- data.frame(respondent_id = sprintf("s%03d", sample(n)), team_id = sprintf("t%02d", team), district = district[team])
  d$sector <- ifelse(team %% 4 == 0, "voluntary", "nhs")
  d$sector[sample(n, 20)] <- "voluntary"
  d$sector[d$district == "moor"] <- "nhs"
  d$region <- ifelse(d$district %in% c("hill", "dale", "isle"), "north", "south")
  d$region[match(c("t05", "t16", "t29"), d$team_id)] <- "west" # one team of each of three districts
  d$own_weight <- round(c(hill = 3, dale = 1.5, shore = 2, moor = 1.2, wood = 1.1, isle = 4)[d$district] * exp(rnorm(n) / 4), 2)
  effect <- rnorm(length(district))[team] + c(hill = 1, dale = 0, shore = -1, moor = .5, wood = 0, isle = 2)[d$district]
  d$happy <- pmin(10, pmax(0, round(6 - effect + 2 * rnorm(n)))); d$happy[runif(n) < .08] <- NA
  d$happy[d$team_id %in% c("t05", "t16")] <- NA
  d$caseload <- round(pmax(0, 24 + 5 * effect + 11 * rnorm(n))); d$caseload[runif(n) < .05] <- NA
  d$lonely <- ifelse(runif(n) < plogis(effect - 1), "yes", "no"); d$lonely[runif(n) < .04] <- ""
  d$trained <- ifelse(d$sector == "nhs" & runif(n) < .3, "no", "yes")
  d$contract <- sample(c("permanent", "fixed_term", "sessional"), n, TRUE, c(6, 3, 1)); d$contract[runif(n) < .05] <- ""
  write.csv(d[sample(n), ], "strata/answers.csv", row.names = FALSE, quote = FALSE, na = "")
  frame <- data.frame(sector = c("nhs", "voluntary", "nhs", "voluntary", "nhs", "voluntary"), region = c("north", "north", "south", "south", "west", "west"), headcount = c(240, 130, 250, 100, 20, 10))
  write.csv(frame, "strata/frame.csv", row.names = FALSE, quote = FALSE)
}
if (identical(commandArgs(TRUE), "data")) { make(); quit() }

# What cannot be told: one answer of each stratum. (teams_answering is compared with 1.)
teams_answering <- function(s, y) { here <- !is.na(y) & weights(s) > 0; 1 + length(unique(s$cluster[here, 1])) - length(unique(s$strata[here, 1])) }
simple <- function(design) FALSE
at_most <- function(s, n) {
  if (is.null(s$fpc$popsize)) return(n)
  here <- weights(s) > 0
  n / mean(1 - s$fpc$sampsize[here, 1] / s$fpc$popsize[here, 1])
}

d <- read.csv("strata/answers.csv", na.strings = "")
frame <- read.csv("strata/frame.csv")
d$one <- 1
d$of_district <- there_are[d$district]; d$people_of_district <- people_there_are[d$district]; d$of_all <- 120
measures <- list(
  happy = list(kind = "number", of = function(d) d$happy),
  caseload = list(kind = "number", total = TRUE, of = function(d) d$caseload),
  lonely = list(kind = "yes-no", of = function(d) d$lonely == "yes"),
  trained = list(kind = "yes-no", of = function(d) d$trained == "yes"),
  contract = list(kind = "category", categories = c("permanent", "fixed_term", "sessional"), of = function(d) d$contract))
margin <- function(m) xtabs(as.formula(paste("headcount ~", m)), frame)
raked <- function(s) rake(s, list(~sector, ~region), list(margin("sector"), margin("region")), control = list(maxit = 500, epsilon = 1e-12))
post <- function(s) postStratify(s, ~sector + region, margin("sector + region"))
drawn <- function(ids, strata, fpc, weights = ~one) svydesign(ids = ids, strata = strata, fpc = fpc, weights = weights, data = d)
cases <- list(
  "adjust" = list("adjust", function() drawn(~team_id, ~district, NULL)),
  "remove" = list("remove", function() drawn(~team_id, ~district, NULL)),
  "counted-adjust" = list("adjust", function() drawn(~team_id, ~district, ~of_district)),
  "counted-certainty" = list("certainty", function() drawn(~team_id, ~district, ~of_district)),
  "raked-counted-adjust" = list("adjust", function() raked(drawn(~team_id, ~district, ~of_district))),
  "raked-remove" = list("remove", function() raked(drawn(~team_id, ~district, NULL))),
  "post-counted-adjust" = list("adjust", function() post(drawn(~team_id, ~district, ~of_district))),
  "own-counted-adjust" = list("adjust", function() drawn(~team_id, ~district, ~of_district, ~own_weight)),
  "own-remove" = list("remove", function() drawn(~team_id, ~district, NULL, ~own_weight)),
  "people-counted" = list("fail", function() drawn(~1, ~district, ~people_of_district)),
  "raked-people-counted" = list("fail", function() raked(drawn(~1, ~district, ~people_of_district))),
  "teams-counted" = list("fail", function() drawn(~team_id, NULL, ~of_all)),
  "raked-teams-counted" = list("fail", function() raked(drawn(~team_id, NULL, ~of_all))))
for (case in names(cases)) {
  options(survey.lonely.psu = cases[[case]][[1]])
  design <- cases[[case]][[2]]()
  d <- d[order(weights(design)), ] # as in estimates.R
  design <- cases[[case]][[2]]()
  if (grepl("raked|post", case)) weights_of(case, design, c("sector", "region"))
  estimates(case, d, design, measures, c("sector", "region", "district", "sector*region"))
  comparisons(case, design, measures, "sector", "voluntary", "nhs")
}
write_rows("strata.tsv")
