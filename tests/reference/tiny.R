# A made-up survey of 120 people: its answers and frame (Rscript tiny.R data), and R's estimates of them (Rscript tiny.R).
# Odd on purpose: teams across sectors and regions, a region that a sector has one team in, nobody of one category, everybody of another,
# a team without an answer to one question, a group without any, a group of one person, two crosses of sector and region without a respondent.
source("estimates.R")
categories <- c("never", "seldom", "sometimes", "often", "always")
contracts <- c("permanent", "fixed_term", "sessional", "agency")

make <- function() {
  set.seed(20261, kind = "Mersenne-Twister", normal.kind = "Inversion", sample.kind = "Rejection")
  n <- 120
  team <- sample(1:24, n, TRUE, prob = 24:1)
  sector <- ifelse(team %% 3 == 0, "voluntary", "nhs")
  sector[sample(n, 9)] <- "voluntary"
  sector[c(17, 58)] <- "other"
  region <- c("north", "south", "east", "west")[1 + team %% 4]
  region[sample(n, 12)] <- "south"
  region[sector == "voluntary" & region == "west"] <- "north"
  region[sector == "other"] <- c("east", "west")
  effect <- rnorm(24)[team]
  mood <- sapply(1:5, function(i) { x <- categories[pmin(5, pmax(1, round(3 + effect / 2 + rnorm(n))))]; x[runif(n) < .06] <- ""; x })
  mood[c(5, 41), ] <- ""
  colnames(mood) <- paste0("mood_", 1:5)
  happy <- pmin(10, pmax(0, round(6.4 - effect + 2 * rnorm(n)))); happy[runif(n) < .08] <- NA; happy[team == 4] <- NA; happy[sector == "other" & region == "east"] <- NA
  caseload <- round(pmax(0, 24 + 5 * effect + 11 * rnorm(n))); caseload[runif(n) < .05] <- NA
  lonely <- ifelse(runif(n) < .3, "yes", "no"); lonely[runif(n) < .04] <- ""
  trained <- rep("yes", n); trained[sector == "nhs" & runif(n) < .4] <- "no"
  contract <- sample(contracts[1:3], n, TRUE, c(6, 3, 1)); contract[runif(n) < .05] <- ""
  contract[region == "east"] <- "permanent"
  d <- data.frame(respondent_id = sprintf("p%03d", sample(n)), team_id = sprintf("t%02d", team), sector, region, mood, happy, caseload, lonely, trained, contract)
  write.csv(d, "tiny/answers.csv", row.names = FALSE, quote = FALSE, na = "")
  frame <- expand.grid(sector = c("nhs", "voluntary", "other"), region = c("north", "south", "east", "west"))
  frame$headcount <- c(71, 40, 0, 83, 55, 0, 64, 29, 9, 48, 0, 6)
  write.csv(frame[frame$headcount > 0, ], "tiny/frame.csv", row.names = FALSE, quote = FALSE)
}
if (identical(commandArgs(TRUE), "data")) { make(); quit() }

d <- read.csv("tiny/answers.csv", na.strings = "")
frame <- read.csv("tiny/frame.csv")
score <- function(x) 25 * (match(x, categories) - 1)
measures <- list(
  mood = list(kind = "number", of = function(d) mean_of(columns(d, paste0("mood_", 1:5), score), 3)),
  happy = list(kind = "number", of = function(d) d$happy),
  caseload = list(kind = "number", total = TRUE, of = function(d) d$caseload),
  lonely = list(kind = "yes-no", of = function(d) d$lonely == "yes"),
  trained = list(kind = "yes-no", of = function(d) d$trained == "yes"),
  contract = list(kind = "category", categories = contracts, of = function(d) d$contract))
for (case in c("none", "teams", "raked", "raked-teams", "post-teams")) {
  method <- sub("-.*", "", sub("teams$", "none", case)); method <- c(none = "none", raked = "rake", post = "post")[[method]]
  design <- design_of(d, method, grepl("teams", case), frame, c("sector", "region"))
  if (method != "none") weights_of(case, design, c("sector", "region"))
  estimates(case, d, design, measures, c("sector", "region", "sector*region"))
  comparisons(case, design, measures, "sector", "voluntary", "nhs")
}
write_rows("tiny.tsv")
