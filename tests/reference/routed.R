# The same quarter as workforce.R: questions put to some people, bands, counts, yes and no of several questions, and coded comments, for all and by sector.
# Who was not put a question is in no base. Worked out from the raw answers and codes, without the scores of the pipeline.
source("estimates.R")
folder <- "../../fixtures/sp-workforce"
wave <- "2026-27-Q2"
d <- read.csv(file.path(folder, "responses", paste0(wave, ".csv")), na.strings = c("", "-77", "-88"))
frame <- read.csv(file.path(folder, "frame.csv"))
given <- read.csv(file.path(folder, "coded.csv"), na.strings = "", colClasses = "character")

is_in <- function(x, values) ifelse(is.na(x), NA, x %in% values)
yes <- function(x) is_in(x, "yes")
step <- function(x, low_to_high, size = 25) size * (match(x, low_to_high) - 1)
often <- function(x) step(x, c("never", "seldom", "sometimes", "often", "always"))
asked <- function(x, on, values) ifelse(!is.na(on) & !(on %in% values), NA, x) # routing: not asked is missing
of_clients <- function(d, x) asked(x, d$client_facing, "yes")
any_yes <- function(m) apply(m, 1, function(r) if (any(r, na.rm = TRUE)) TRUE else if (anyNA(r)) NA else FALSE)
all_yes <- function(m) apply(m, 1, function(r) if (any(!r, na.rm = TRUE)) FALSE else if (anyNA(r)) NA else TRUE)
hits <- function(m, values, least) { m <- as.matrix(m); ifelse(rowSums(!is.na(m)) >= least, rowSums(!is.na(m) & matrix(m %in% values, nrow(m))), NA) }
band <- function(x, edges, names) names[findInterval(x, edges) + 1]
within <- function(x, low, high) ifelse(!is.na(x) & (x < low | x > high), NA, x)
agrees <- c("agree", "strongly_agree")
topics <- c("infection", "data_protection", "safeguarding", "boundaries", "induction", "mental_health", "suicide", "domestic_abuse", "money_housing", "immigration", "addiction", "motivation", "coping",
            "leadership", "partnership", "bids", "local_services")
wait <- function(d) of_clients(d, asked(d$waiting_weeks, d$waiting_list, "yes"))
caseload <- function(d) of_clients(d, d$active_caseload)
limit <- function(d) asked(d$caseload_guideline, d$caseload_limit, "yes")
exposed <- function(d) of_clients(d, is_in(d$suicidal_disclosure, c("1_to_2", "3_to_5", "6_to_10", "over_10")))
peers <- function(d) any_yes(cbind(yes(d$support_peers), yes(d$support_meeting)))
support <- function(d) yes(d$support_manager) + peers(d) + any_yes(cbind(yes(d$support_health_professional), yes(d$support_link_worker))) + yes(d$support_psychologist) +
  is_in(d$supervision_frequency, c("monthly", "fortnightly", "weekly"))
lonely <- function(d) rowSums(columns(d, paste0("ucla_", 1:3), match, c("hardly_ever", "some_of_the_time", "often")))
number <- function(of) list(kind = "number", of = of)
share <- function(of) list(kind = "yes-no", of = of)
category <- function(categories, of) list(kind = "category", categories = categories, of = of)
burnout <- c("low", "moderate", "high", "severe")
measures <- list(
  waiting_weeks = number(wait),
  waits_over_4_weeks = share(function(d) wait(d) > 4),
  active_caseload = number(caseload),
  caseload_band = category(c("under_15", "15_to_30", "over_30"), function(d) band(caseload(d), c(15, 31), c("under_15", "15_to_30", "over_30"))),
  caseload_against_limit = number(function(d) caseload(d) / limit(d)),
  over_limit = share(function(d) caseload(d) > limit(d)),
  extension_possible = share(function(d) of_clients(d, asked(yes(d$extension_possible), d$time_limited, "yes"))),
  suicide_exposed = share(exposed),
  suicide_disclosures_per_fte = number(function(d) of_clients(d, c(0, 1.5, 4, 8, 12)[match(d$suicidal_disclosure, c("none", "1_to_2", "3_to_5", "6_to_10", "over_10"))]) / d$fte),
  suicide_training_gap = share(function(d) ifelse(is.na(exposed(d)) | is.na(d$trained_suicide), NA, exposed(d) & d$trained_suicide %in% c("online", "shadowing", "no"))),
  debrief_same_day = share(function(d) of_clients(d, is_in(d$debrief, c("same_hour", "same_day")))),
  supervisor_was_link_worker = share(function(d) asked(yes(d$supervisor_was_link_worker), d$supervision_frequency, setdiff(unique(d$supervision_frequency), c("none", NA)))),
  weekly_meeting = share(function(d) all_yes(cbind(yes(d$support_meeting), asked(yes(d$meeting_every_week), d$support_meeting, "yes")))),
  peer_support = share(peers),
  support_score = number(support),
  no_support = share(function(d) all_yes(!sapply(paste0("support_", c("manager", "peers", "meeting", "health_professional", "link_worker", "psychologist")), function(name) yes(d[[name]])))),
  fragile_service = share(function(d) any_yes(cbind(is_in(d$leave_cover, "none"), is_in(d$key_person, agrees)))),
  topics_trained = number(function(d) hits(d[paste0("trained_", topics)], c("in_person", "online", "both", "shadowing"), 9)),
  face_to_face_gap = number(function(d) 100 * (is_in(d$training_mode, "face_to_face") - is_in(d$training_mode_had, "face_to_face"))),
  cbi_personal_band = category(burnout, function(d) band(mean_of(columns(d, paste0("cbi_personal_", 1:6), often), 3), c(50, 75, 100) - 1e-9, burnout)),
  ucla_loneliness = number(lonely),
  ucla_lonely = share(function(d) lonely(d) >= 6),
  lonely_often = share(function(d) is_in(d$ucla_direct, "often")),
  ons4_anxious = number(function(d) within(d$ons_anxious, 0, 10)),
  ons4_anxious_band = category(c("very_low", "low", "medium", "high"), function(d) band(within(d$ons_anxious, 0, 10), c(2, 4, 6), c("very_low", "low", "medium", "high"))))

# A code counts for a comment when more than half of those who coded it gave it, and for a person when it counts for one of the person's comments.
given$comment <- paste(given$respondent, given$question)
several <- function(x) length(unique(x))
coders <- tapply(given$coder, given$comment, several)
people_with <- function(code) {
  gave <- with(given[given$code %in% code, ], tapply(coder, comment, several))
  unique(sub(" .*", "", names(gave)[2 * gave > coders[names(gave)]]))
}
themed <- function(people) { force(people); share(function(d) ifelse(d$respondent_id %in% given$respondent, d$respondent_id %in% people, NA)) }
codes <- sort(unique(given$code[!is.na(given$code)]))
themes <- c(role = "R1", needs = "R2", coping = "R3", learning = "R4", experience = "B1", clients = "B2", services = "B3", wider = "B4")
for (theme in names(themes)) measures[[paste0("theme_", theme)]] <- themed(unique(unlist(lapply(codes[startsWith(codes, paste0(themes[theme], "."))], people_with))))
for (code in codes[seq(1, length(codes), 4)]) measures[[paste0("theme_", tolower(sub("[.]", "_", code)))]] <- themed(people_with(code))

design <- design_of(d, "rake", TRUE, frame, c("sector", "region"))
estimates(wave, d, design, measures, "sector")
write_rows("routed.tsv")
