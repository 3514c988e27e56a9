# The job of `make bench` in R with data.table and survey, or less of it: Rscript job.R ANSWERS.csv FRAME.csv
# Read, score 10 of the 384 measures, rake to the frame, then for all, sectors and regions: mean and share with interval (Taylor linearisation by team), sd and
# quartiles; NHS against voluntary; alpha of three scales. Prints a line a number, so that nothing is skipped.
suppressMessages({ library(data.table); library(survey) })
setDTthreads(2)
files <- commandArgs(TRUE)
topics <- c("infection", "data_protection", "safeguarding", "boundaries", "induction", "mental_health", "suicide", "domestic_abuse", "money_housing", "immigration", "addiction", "motivation", "coping",
            "leadership", "partnership", "bids", "local_services")
personal <- paste0("cbi_personal_", 1:6); work <- paste0("cbi_work_", 1:7); client <- paste0("cbi_client_", 1:6)
wanted <- c("team_id", "sector", "region", personal, work, client, "active_caseload", "fte", "satisfaction", "at_capacity", "team_setting", "supervision_frequency",
            paste0("importance_", topics), paste0("performance_", topics))
d <- fread(files[1], na.strings = c("", "-77", "-88"), select = wanted)
frame <- fread(files[2])

often <- c(never = 0, seldom = 25, sometimes = 50, often = 75, always = 100)
degree <- c(very_low = 0, low = 25, somewhat = 50, high = 75, very_high = 100)
score <- function(names, ...) { scales <- list(...); m <- sapply(seq_along(names), function(i) unname(scales[[i]][d[[names[i]]]])); m }
mean_of <- function(m, least) { n <- rowSums(!is.na(m)); fifelse(n >= least, rowMeans(m, na.rm = TRUE), NA_real_) }
items <- list(personal = do.call(score, c(list(personal), rep(list(often), 6))),
              work = do.call(score, c(list(work), rep(list(degree), 3), rep(list(often), 3), list(100 - often))),
              client = do.call(score, c(list(client), rep(list(degree), 4), rep(list(often), 2))))
d[, `:=`(cbi_personal = mean_of(items$personal, 3), cbi_work = mean_of(items$work, 4), cbi_client = mean_of(items$client, 3), caseload_per_fte = active_caseload / fte,
         training_gap_index = mean_of(as.matrix(.SD[, paste0("importance_", topics), with = FALSE]) - as.matrix(.SD[, paste0("performance_", topics), with = FALSE]), 9),
         full_or_over = as.numeric(at_capacity %in% c("at", "over")), isolated = as.numeric(team_setting %in% c("in_team_isolated", "alone")),
         supervision_monthly = as.numeric(supervision_frequency %in% c("monthly", "fortnightly", "weekly")))]
d[, burnout_high := as.numeric(cbi_work >= 50)]
numbers <- c("cbi_personal", "cbi_work", "cbi_client", "caseload_per_fte", "training_gap_index", "satisfaction")
shares <- c("full_or_over", "isolated", "supervision_monthly", "burnout_high")

d[, one := 1]
design <- rake(svydesign(ids = ~team_id, weights = ~one, data = d), list(~sector, ~region), list(xtabs(headcount ~ sector, frame), xtabs(headcount ~ region, frame)), control = list(maxit = 200, epsilon = 1e-10))
d[, weight := weights(design)]
for (by in c("all", "sector", "region")) {
  groups <- if (by == "all") list(all = rep(TRUE, nrow(d))) else lapply(split(seq_len(nrow(d)), d[[by]]), function(rows) { inside <- rep(FALSE, nrow(d)); inside[rows] <- TRUE; inside })
  for (group in names(groups)) {
    s <- subset(design, groups[[group]])
    rows <- d[groups[[group]]]
    for (measure in c(numbers, shares)) {
      m <- svymean(as.formula(paste0("~", measure)), s, na.rm = TRUE)
      cat(by, group, measure, coef(m), SE(m), confint(m, df = degf(s)), if (measure %in% numbers) c(sd(rows[[measure]], na.rm = TRUE), quantile(rows[[measure]], c(.25, .5, .75), na.rm = TRUE)), "\n")
    }
  }
}
two <- subset(design, sector %in% c("nhs", "voluntary"))
for (measure in c(numbers, shares)) { g <- svyglm(as.formula(paste(measure, "~ sector")), two); cat(names(coef(g))[2], measure, coef(summary(g))[2, ], "\n") }
for (scale in names(items)) { m <- items[[scale]]; m <- m[complete.cases(m), ]; k <- ncol(m); cat("alpha", scale, k / (k - 1) * (1 - sum(apply(m, 2, var)) / var(rowSums(m))), "\n") }
