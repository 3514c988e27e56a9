# The job of `make bench` in Python with pandas and scipy, or less of it: python3 job.py ANSWERS.csv FRAME.csv
# Read, score 10 of the 384 measures, rake to the frame, then for all, sectors and regions: mean and share with interval (linearised by team), sd and quartiles;
# NHS against voluntary (Welch, Mann-Whitney); alpha of three scales. Prints a line a number, so that nothing is skipped.
import sys
import numpy as np
import pandas as pd
from scipy import stats

topics = ["infection", "data_protection", "safeguarding", "boundaries", "induction", "mental_health", "suicide", "domestic_abuse", "money_housing", "immigration", "addiction", "motivation",
          "coping", "leadership", "partnership", "bids", "local_services"]
personal, work, client = [f"cbi_personal_{i}" for i in range(1, 7)], [f"cbi_work_{i}" for i in range(1, 8)], [f"cbi_client_{i}" for i in range(1, 7)]
words = ["team_id", "sector", "region", "at_capacity", "team_setting", "supervision_frequency"] + personal + work + client
ratings = [f"importance_{t}" for t in topics] + [f"performance_{t}" for t in topics]
wanted = words + ["active_caseload", "fte", "satisfaction"] + ratings
d = pd.read_csv(sys.argv[1], usecols=wanted, na_values=["", "-77", "-88"], keep_default_na=False, dtype={name: "category" for name in words})
frame = pd.read_csv(sys.argv[2])

often = {"never": 0, "seldom": 25, "sometimes": 50, "often": 75, "always": 100}
degree = {"very_low": 0, "low": 25, "somewhat": 50, "high": 75, "very_high": 100}


def scores(names, scales):
    return np.column_stack([d[name].map(scale).astype(float) for name, scale in zip(names, scales)])


def mean_of(matrix, least):
    answered = (~np.isnan(matrix)).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(answered >= least, np.nansum(matrix, axis=1) / answered, np.nan)


turned = {word: 100 - value for word, value in often.items()}
items = {"personal": scores(personal, [often] * 6), "work": scores(work, [degree] * 3 + [often] * 3 + [turned]), "client": scores(client, [degree] * 4 + [often] * 2)}
gap = d[[f"importance_{t}" for t in topics]].to_numpy(float) - d[[f"performance_{t}" for t in topics]].to_numpy(float)
numbers = {"cbi_personal": mean_of(items["personal"], 3), "cbi_work": mean_of(items["work"], 4), "cbi_client": mean_of(items["client"], 3),
           "caseload_per_fte": (d.active_caseload / d.fte).to_numpy(float), "training_gap_index": mean_of(gap, 9), "satisfaction": d.satisfaction.to_numpy(float)}
shares = {"full_or_over": d.at_capacity.isin(["at", "over"]), "isolated": d.team_setting.isin(["in_team_isolated", "alone"]),
          "supervision_monthly": d.supervision_frequency.isin(["monthly", "fortnightly", "weekly"]), "burnout_high": pd.Series(numbers["cbi_work"] >= 50)}
measures = {**numbers, **{name: share.to_numpy(float) for name, share in shares.items()}}

weight = np.ones(len(d))
codes = {by: d[by].cat.codes.to_numpy() for by in ("sector", "region")}
targets = {by: frame.groupby(by).headcount.sum().reindex(d[by].cat.categories).to_numpy(float) for by in codes}
for _ in range(200):
    worst = 0.0
    for by, code in codes.items():
        factor = targets[by] / np.bincount(code, weight, len(targets[by]))
        worst = max(worst, np.abs(factor - 1).max())
        weight = weight * factor[code]
    if worst < 1e-10:
        break

team = d.team_id.cat.codes.to_numpy()
teams = team.max() + 1
for by in ("all", "sector", "region"):
    groups = {"all": np.ones(len(d), bool)} if by == "all" else {name: codes[by] == code for code, name in enumerate(d[by].cat.categories)}
    for group, inside in groups.items():
        for measure, y in measures.items():
            here = inside & ~np.isnan(y)
            w, value = weight[here], y[here]
            mean = (w * value).sum() / w.sum()
            sums = np.bincount(team[here], w * (value - mean) / w.sum(), teams)
            se = np.sqrt(teams / (teams - 1) * ((sums - sums.mean()) ** 2).sum())
            reach = stats.t.ppf(0.975, len(np.unique(team[here])) - 1) * se
            print(by, group, measure, mean, se, mean - reach, mean + reach, *((value.std(ddof=1), *np.quantile(value, [0.25, 0.5, 0.75])) if measure in numbers else ()))
nhs, voluntary = (codes["sector"] == d.sector.cat.categories.get_loc(name) for name in ("nhs", "voluntary"))
for measure, y in measures.items():
    a, b = y[voluntary & ~np.isnan(y)], y[nhs & ~np.isnan(y)]
    print("voluntary - nhs", measure, *stats.ttest_ind(a, b, equal_var=False), *stats.mannwhitneyu(a, b))
for scale, matrix in items.items():
    complete = matrix[~np.isnan(matrix).any(axis=1)]
    k = complete.shape[1]
    print("alpha", scale, k / (k - 1) * (1 - complete.var(axis=0, ddof=1).sum() / complete.sum(axis=1).var(ddof=1)))
