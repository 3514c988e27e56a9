# One quarter of fixtures/sp-workforce: every headline measure, for all, by sector and by region, raked to the frame, clustered by team.
source("estimates.R")
folder <- "../../fixtures/sp-workforce"
wave <- "2026-27-Q2"
d <- read.csv(file.path(folder, "responses", paste0(wave, ".csv")), na.strings = c("", "-77", "-88"))
frame <- read.csv(file.path(folder, "frame.csv"))

agreement <- c("strongly_disagree", "disagree", "neither", "agree", "strongly_agree")
step <- function(x, low_to_high, size = 25) size * (match(x, low_to_high) - 1)
often <- function(x) step(x, c("never", "seldom", "sometimes", "often", "always"))
degree <- function(x) step(x, c("very_low", "low", "somewhat", "high", "very_high"))
work <- function(d) mean_of(cbind(columns(d, paste0("cbi_work_", 1:3), degree), columns(d, paste0("cbi_work_", 4:6), often), 100 - often(d$cbi_work_7)), 4)
topics <- c("infection", "data_protection", "safeguarding", "boundaries", "induction", "mental_health", "suicide", "domestic_abuse", "money_housing", "immigration", "addiction", "motivation", "coping",
            "leadership", "partnership", "bids", "local_services")
is_in <- function(x, values) ifelse(is.na(x), NA, x %in% values)
measures <- list(
  cbi_personal = list(kind = "number", of = function(d) mean_of(columns(d, paste0("cbi_personal_", 1:6), often), 3)),
  cbi_work = list(kind = "number", of = work),
  cbi_client = list(kind = "number", of = function(d) mean_of(cbind(columns(d, paste0("cbi_client_", 1:4), degree), columns(d, paste0("cbi_client_", 5:6), often)), 3)),
  caseload_per_fte = list(kind = "number", of = function(d) d$active_caseload / d$fte),
  professional_isolation = list(kind = "number", of = function(d) mean_of(cbind(step(d$isolation_cut_off, agreement), 100 - step(d$isolation_understood, agreement), step(d$isolation_different, agreement)), 2)),
  training_gap_index = list(kind = "number", of = function(d) mean_of(as.matrix(d[paste0("importance_", topics)]) - as.matrix(d[paste0("performance_", topics)]), 9)),
  role_clarity = list(kind = "number", of = function(d) mean_of(columns(d, paste0("clarity_", c("job", "goals", "passing_on", "description")), step, agreement), 2)),
  people_a_year = list(kind = "number", of = function(d) d$people_last_year / d$fte),
  satisfaction = list(kind = "number", of = function(d) d$satisfaction),
  leaving_score = list(kind = "number", of = function(d) mean_of(10 - columns(d, paste0("leaving_", 1:3), step, agreement, 2.5), 2)),
  full_or_over = list(kind = "yes-no", of = function(d) is_in(d$at_capacity, c("at", "over"))),
  burnout_high = list(kind = "yes-no", of = function(d) work(d) >= 50),
  isolated = list(kind = "yes-no", of = function(d) is_in(d$team_setting, c("in_team_isolated", "alone"))),
  supervision_monthly = list(kind = "yes-no", of = function(d) is_in(d$supervision_frequency, c("monthly", "fortnightly", "weekly"))),
  thinks_of_leaving = list(kind = "yes-no", of = function(d) any_of(columns(d, paste0("leaving_", 1:3), is_in, c("agree", "strongly_agree")))))
design <- design_of(d, "rake", TRUE, frame, c("sector", "region"))
weights_of(wave, design, c("sector", "region"))
estimates(wave, d, design, measures, c("sector", "region"))
# Beardmore's sectors: other employers are in neither.
sector <- design$variables$sector
design$variables$sector_b <- ifelse(sector %in% c("nhs", "local_authority"), "statutory", ifelse(sector == "voluntary", "community", NA))
# Comparisons are made of headline measures.
headline <- setdiff(names(measures), c("cbi_personal", "cbi_client", "satisfaction", "leaving_score"))
comparisons(wave, design, measures[headline], "sector", "voluntary", "nhs")
comparisons(wave, design, measures[setdiff(headline, "people_a_year")], "sector_b", "community", "statutory")
write_rows("workforce.tsv")
