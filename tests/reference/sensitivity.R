# The scores of workforce.R once more, of the people who answered every question of each: what stands beside the averages in the table sensitivity.
lines <- readLines("workforce.R")
eval(parse(text = lines[seq_len(grep("^design <-", lines))]))
mean_of <- function(x, least) ifelse(rowSums(is.na(x)) == 0, rowMeans(x), NA)
scores <- c("cbi_personal", "cbi_work", "cbi_client", "professional_isolation", "training_gap_index", "role_clarity", "leaving_score")
estimates("complete", d, design, measures[scores], "sector")
rows <- lapply(Filter(function(row) row$statistic == "mean", rows), function(row) { row$statistic <- "complete-mean"; row$se <- row$df <- NA; row })
write_rows("sensitivity.tsv")
