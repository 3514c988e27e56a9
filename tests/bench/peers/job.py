# The job of `make bench` in Python with pandas and scipy, or less of it: python3 job.py ANSWERS.csv FRAME.csv
# Read, score, rake to the frame, then of 9 scores and of every question (each category's share, or the number itself) for all, sectors and regions: mean or share with
# interval (linearised by team), of numbers sd and quartiles; NHS against voluntary (Welch; of numbers Mann-Whitney); alpha of three scales. Prints a line a number, so
# that nothing is skipped. No other breakdowns, quartiles' intervals, adjusted differences, models, ranks under weights, likeness of teams.
import sys
import numpy as np
import pandas as pd
from scipy import stats

topics = ["infection", "data_protection", "safeguarding", "boundaries", "induction", "mental_health", "suicide", "domestic_abuse", "money_housing", "immigration", "addiction", "motivation",
          "coping", "leadership", "partnership", "bids", "local_services"]
personal, work, client = [f"cbi_personal_{i}" for i in range(1, 7)], [f"cbi_work_{i}" for i in range(1, 8)], [f"cbi_client_{i}" for i in range(1, 7)]
words = ["team_id", "sector", "region", "at_capacity", "team_setting", "supervision_frequency"] + personal + work + client
ratings = [f"importance_{t}" for t in topics] + [f"performance_{t}" for t in topics]
names = pd.read_csv(sys.argv[1], nrows=1000)
questions = [name for name in names.columns if name not in ("respondent_id", "organisation_id", "submitted_at", "started_at") and not name.startswith("comment")]
kinds = {name: "category" for name in questions if names[name].dtype == object}
d = pd.read_csv(sys.argv[1], usecols=questions, na_values=["", "-77", "-88"], keep_default_na=False, dtype=kinds)
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
for name in questions:
    if name in ("team_id", "sector", "region"):
        continue
    if name not in kinds:
        numbers[name] = measures[name] = d[name].to_numpy(float)
        continue
    code = d[name].cat.codes.to_numpy()
    if len(d[name].cat.categories) <= 20:
        for place, category in enumerate(d[name].cat.categories):
            measures[f"{name}={category}"] = np.where(code < 0, np.nan, code == place)

weight = np.ones(len(d))
codes = {by: d[by].cat.codes.to_numpy().astype(int) for by in ("sector", "region")}
targets = {by: frame.groupby(by).headcount.sum().reindex(d[by].cat.categories).to_numpy(float) for by in codes}
for _ in range(200):
    worst = 0.0
    for by, code in codes.items():
        factor = targets[by] / np.bincount(code, weight, len(targets[by]))
        worst = max(worst, np.abs(factor - 1).max())
        weight = weight * factor[code]
    if worst < 1e-10:
        break

team = d.team_id.cat.codes.to_numpy().astype(int)
teams = team.max() + 1
for by in ("all", "sector", "region"):
    group = np.zeros(len(d), int) if by == "all" else codes[by]
    labels = ["all"] if by == "all" else list(d[by].cat.categories)
    cell = team * len(labels) + group
    for measure, y in measures.items():
        here = ~np.isnan(y)
        w, value, at = weight[here], y[here], group[here]
        total = np.maximum(np.bincount(at, w, len(labels)), 1e-300)  # of a group without answers nothing is printed
        mean = np.bincount(at, w * value, len(labels)) / total
        sums = np.bincount(cell[here], w * (value - mean[at]) / total[at], teams * len(labels)).reshape(teams, len(labels))
        se = np.sqrt(teams / (teams - 1) * ((sums - sums.mean(axis=0)) ** 2).sum(axis=0))
        df = (np.bincount(cell[here], minlength=teams * len(labels)).reshape(teams, len(labels)) > 0).sum(axis=0) - 1
        reach = stats.t.ppf(0.975, df) * se
        for g, label in enumerate(labels):
            if not (at == g).any():
                continue
            spread = (value[at == g].std(ddof=1), *np.quantile(value[at == g], [0.25, 0.5, 0.75])) if measure in numbers else ()
            print(by, label, measure, mean[g], se[g], mean[g] - reach[g], mean[g] + reach[g], *spread)
nhs, voluntary = (codes["sector"] == d.sector.cat.categories.get_loc(name) for name in ("nhs", "voluntary"))
for measure, y in measures.items():
    a, b = y[voluntary & ~np.isnan(y)], y[nhs & ~np.isnan(y)]
    print("voluntary - nhs", measure, *stats.ttest_ind(a, b, equal_var=False), *(stats.mannwhitneyu(a, b) if measure in numbers else ()))
for scale, matrix in items.items():
    complete = matrix[~np.isnan(matrix).any(axis=1)]
    k = complete.shape[1]
    print("alpha", scale, k / (k - 1) * (1 - complete.var(axis=0, ddof=1).sum() / complete.sum(axis=1).var(ddof=1)))
