/** Part of the Python program: what it does from top to bottom. */
export const measuringProgram = String.raw`
# Your data: the same rows are held out every time.
target = sample(load_target(), TARGET_TEXT, TARGET_LABEL, TARGET_ROWS, TARGET_SEED, TARGET_NUMBERS)
feature = target.features[TARGET_LABEL]
target_labels = [float(label) if TARGET_NUMBERS else class_name(label, feature) for label in target[TARGET_LABEL]]
ours = fingerprint(joined_texts(target, TARGET_TEXT), target_labels)
if TARGET_FINGERPRINT is not None:
    same = ours == TARGET_FINGERPRINT
    print("These are the rows that were ranked." if same else "These are not quite the rows that were ranked.")
target_classes = None if TARGET_NUMBERS else classes_of(target, TARGET_LABEL)
names = None if TARGET_NUMBERS else [class_name(label, feature) for label in target_classes]
parts = encode(target, TARGET_TEXT, TARGET_LABEL, target_classes).train_test_split(test_size=TARGET_TEST, seed=SEED)
trained, tested = len(parts["train"]), len(parts["test"])
sizes = {"epochs": TARGET_EPOCHS, "batch": TARGET_BATCH, "rate": TARGET_RATE}

results = read_results(
    target={
        "source": TARGET_SOURCE,
        "text": TARGET_TEXT,
        "label": TARGET_LABEL,
        "rows": len(target),
        "labels": {} if TARGET_NUMBERS else {name: target_labels.count(name) for name in names},
        "fingerprint": ours,
        "ranked": TARGET_FINGERPRINT,
    },
    settings=digest_of([BASE_MODEL, BASE_REVISION, MAX_LENGTH, SEED, TARGET_TEST, sizes]),
)

# The intermediate tasks: those that cannot be loaded are left out, before anything is trained.
seeds = [SEED + i for i in range(SEEDS)]
pending = {None: [seed for seed in seeds if seed not in values_of(results, None)]}
tasks = {}
for task in TASKS:
    key, load = key_of(task), task["load"]
    facts = {"key": key, "map": task["map"], "dataset": load["path"], "subset": load.get("name"), "name": task["name"]}
    facts |= {"text": task["text"], "label": task["label"], "settings": digest_of(task)}
    if facts not in results["tasks"]:
        results["runs"] = [run for run in results["runs"] if run["task"] != key]
        results["tasks"] = [other for other in results["tasks"] if other["key"] != key]
    missing = [seed for seed in seeds if seed not in values_of(results, key)]
    try:
        data = sample(load_task(load), task["text"], task["label"], task["rows"], SEED) if missing else None
    except Exception as error:
        print(f"{task['name']} is left out. {type(error).__name__}: {error}")
        continue
    if facts not in results["tasks"]:
        results["tasks"].append(facts)
    pending[key] = missing
    if missing:
        classes = None if isinstance(data[0][task["label"]], float) else classes_of(data, task["label"])
        rows = encode(data, task["text"], task["label"], classes)
        names_of_task = None if classes is None else [str(label) for label in classes]
        tasks[key] = {**task, "rows": rows, "classes": names_of_task, "settings": facts["settings"]}
if len(pending) == 1:
    raise ValueError("None of the intermediate tasks can be loaded.")

# The budget, from a few steps on this machine.
left = sum(map(len, pending.values()))
if left > 0:
    print("Timing a few steps …")
    started = time.perf_counter()
    device = TrainingArguments(output_dir=SAVE_TO, report_to="none").device
    model = new_model(["a", "b"], SEED).to(device).train()
    loading = time.perf_counter() - started
    step = seconds_a_step(model, parts["train"], TARGET_BATCH)
    once = loading + step * steps_of(parts["train"], sizes)
    firsts = sum(
        loading + seconds_a_step(model, task["rows"], task["batch"]) * steps_of(task["rows"], task)
        for task in tasks.values()
    )
    where = f"this {device.type.upper()}"
    if device.type != "cpu":
        slower = seconds_a_step(model.to("cpu"), parts["train"], TARGET_BATCH) / step
        where = f"this GPU, {in_words(slower * (firsts + once * left))} on the CPU"
    del model
    planned = f"{len(pending) - 1} {'task' if len(pending) == 2 else 'tasks'}"
    planned += f" × {SEEDS} {'seed' if SEEDS == 1 else 'seeds'}, and as many without one"
    done = len(pending) * SEEDS - left
    print(planned + (f", of which {done} are done" if done else "") + f": {in_words(firsts + once * left)} on {where}.")
    if SEEDS > 1 and not done:
        print(f"To try it first, set SEEDS = 1: {in_words(firsts + once * len(pending))}.")
    print("Interrupt it when you like: run again, it goes on after the last fine-tuning that was finished.")

# Without an intermediate task, then with each first.
TUNED = SAVE_TO + ".task.pt"  # the encoder that was tuned on the task at hand
os.makedirs(os.path.dirname(SAVE_TO) or ".", exist_ok=True)
if not os.path.exists(os.path.join(SAVE_TO, "config.json")):
    results["best"] = None
for key, missing in pending.items():
    encoder = None
    if key is not None and missing:
        task, made_as = tasks[key], [key, results["settings"], tasks[key]["settings"]]
        kept = torch.load(TUNED, map_location="cpu", weights_only=True) if os.path.exists(TUNED) else None
        if kept is not None and kept["made_as"] == made_as:
            encoder = kept["encoder"]
        else:
            print(f"\nFine-tuning on {len(task['rows'])} rows of {task['name']}")
            first = fine_tune(task["rows"], task["classes"], task, SEED)
            encoder = {name: tensor.cpu() for name, tensor in first.model.base_model.state_dict().items()}
            torch.save({"made_as": made_as, "encoder": encoder}, TUNED)
            del first
    for seed in missing:
        first_on = "" if key is None else f", after {tasks[key]['name']}"
        print(f"\nFine-tuning on {trained} of your rows{first_on}, seed {seed}")
        trainer = fine_tune(parts["train"], names, sizes, seed, encoder)
        value = score(trainer, parts["test"], names)
        results["runs"].append({"task": key, "seed": seed, "value": value})
        if results["best"] is None or value > results["best"]["value"]:
            trainer.save_model(SAVE_TO)
            tokenizer.save_pretrained(SAVE_TO)
            results["best"] = {"task": key, "seed": seed, "value": value}
        write_results(results, trained, tested)
        del trainer
    if encoder is not None:
        os.remove(TUNED)
    if missing:
        print_gains(results, tested)

if left == 0:
    print_gains(results, tested)
best = {task["key"]: task["name"] for task in results["tasks"]}.get(results["best"]["task"], "no intermediate task")
print(f"\nThe best of these models, with {best} first, is in {SAVE_TO}.")
print(f"Written to {TRANSFERS}: run the ranking again, and it shows what was measured beside what it estimates.")`;
