/** Part of the Python program: the file of what was measured, which every finished fine-tuning is written to at once. */
export const resultsProgram = String.raw`
def digest_of(facts):
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:16]


def key_of(task):
    """Names a task: by its map, or its dataset where that is not known."""
    return task["map"] or " ".join([task["load"]["path"], task["load"].get("name", ""), task["label"]])


def read_results(target, settings):
    """What earlier runs measured under the same settings. Anything else that is there is kept under another name."""
    fresh = {"target": target, "settings": settings, "runs": [], "tasks": [], "best": None}
    if not os.path.exists(TRANSFERS):
        return fresh
    try:
        with open(TRANSFERS, encoding="utf-8") as file:
            found = json.load(file)
        if found["target"]["fingerprint"] == target["fingerprint"] and found["settings"] == settings:
            return {**fresh, **{name: found[name] for name in ("runs", "tasks", "best")}}
    except (ValueError, KeyError, TypeError):
        pass
    os.replace(TRANSFERS, TRANSFERS + ".old")
    print(f"{TRANSFERS} was measured on other rows or in another way: it is kept as {TRANSFERS}.old")
    return fresh


def values_of(results, key):
    """By seed: the metric of the rows held out, with one task first; None: without any."""
    return {run["seed"]: run["value"] for run in results["runs"] if run["task"] == key}


def spread_of(values):
    return stdev(values) if len(values) > 1 else None


def gain_of(results, key):
    """The gain over the seeds that were run both with the task and without one; None where there is none."""
    first, without = values_of(results, key), values_of(results, None)
    gains = [first[seed] - without[seed] for seed in first if seed in without]
    return {"gain": mean(gains), "spread": spread_of(gains), "seeds": len(gains)} if gains else None


def write_results(results, trained, tested):
    """Writes the file anew; whenever this is stopped, the file is whole."""
    without = list(values_of(results, None).values())
    gains = [{**task, **gain} for task in results["tasks"] if (gain := gain_of(results, task["key"]))]
    document = {
        "schema": "intermediate-task-transfers/1",
        "created": datetime.now(timezone.utc).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "model": {"id": BASE_MODEL, "revision": BASE_REVISION},
        "metric": "pearson" if TARGET_NUMBERS else "accuracy",
        "trained": trained,
        "tested": tested,
        "without": {"value": mean(without), "spread": spread_of(without), "seeds": len(without)},
        "gains": gains,
        **results,
        "versions": {
            "python": platform.python_version(),
            "torch": torch.__version__,
            "transformers": transformers.__version__,
            "datasets": datasets.__version__,
        },
    }
    with open(TRANSFERS + ".part", "w", encoding="utf-8") as file:
        json.dump(document, file, ensure_ascii=False, indent=2, allow_nan=False)
    os.replace(TRANSFERS + ".part", TRANSFERS)


def points(value, spread, sign=""):
    return f"{100 * value:{sign}.1f}" + ("" if spread is None else f" ± {100 * spread:.1f}")


def print_gains(results, tested):
    """What was measured so far, in points: mean ± standard deviation over the seeds."""
    names = ["without an intermediate task"] + [task["name"] for task in results["tasks"]]
    width = max(map(len, names))
    metric = "correlation × 100" if TARGET_NUMBERS else "accuracy, %"
    print(f"\n{'':{width}}  {metric:>17}  {'gain':>14}  seeds   ({tested} rows held out)")
    for name, key in zip(names, [None] + [task["key"] for task in results["tasks"]]):
        values = list(values_of(results, key).values())
        if values:
            gain = gain_of(results, key) if key is not None else None
            shown = points(gain["gain"], gain["spread"], "+") if gain else ""
            print(f"{name:{width}}  {points(mean(values), spread_of(values)):>17}  {shown:>14}  {len(values):>5}")
`;
