/** Part of the Python program: fine-tunes once, and says how well that did and how long a step takes. */
export const trainingProgram = `
def new_model(classes, seed, encoder=None):
    """The base model, or its encoder as it was tuned, with a new head; the same head for the same seed."""
    names = ["value"] if classes is None else classes
    set_seed(seed)
    model = AutoModelForSequenceClassification.from_pretrained(
        BASE_MODEL,
        revision=BASE_REVISION,
        id2label=dict(enumerate(names)),
        label2id={name: index for index, name in enumerate(names)},
        problem_type="regression" if classes is None else "single_label_classification",
    )
    if encoder is not None:
        model.base_model.load_state_dict(encoder)
    return model


def steps_of(rows, sizes):
    return math.ceil(sizes["epochs"] * math.ceil(len(rows) / sizes["batch"]))


def fine_tune(rows, classes, sizes, seed, encoder=None):
    """Trains on the rows. Numbers are learned as distances from their mean; the head is set back to them at the end."""
    model = new_model(classes, seed, encoder)
    if classes is None:
        labels = list(rows["labels"])
        centre, scale = mean(labels), pstdev(labels) or 1.0
        labels = [(label - centre) / scale for label in labels]
        rows = rows.remove_columns("labels").add_column("labels", labels)
    arguments = TrainingArguments(
        output_dir=SAVE_TO,
        num_train_epochs=sizes["epochs"],
        per_device_train_batch_size=sizes["batch"],
        learning_rate=sizes["rate"],
        warmup_steps=steps_of(rows, sizes) // 10,
        weight_decay=0.01,
        seed=seed,
        save_strategy="no",
        logging_strategy="no",
        report_to="none",
        dataloader_pin_memory=torch.cuda.is_available(),
    )
    trainer = Trainer(
        model=model,
        args=arguments,
        train_dataset=rows,
        data_collator=DataCollatorWithPadding(tokenizer),
    )
    trainer.train()
    if classes is None:
        head = [layer for layer in model.modules() if isinstance(layer, torch.nn.Linear)][-1]
        with torch.no_grad():
            head.weight.mul_(scale)
            head.bias.mul_(scale).add_(centre)
    return trainer


def score(trainer, rows, classes):
    """Of rows that were held out: the share of right classes, or the correlation of predicted and true numbers."""
    result = trainer.predict(rows)
    if classes is not None:
        return float((result.predictions.argmax(-1) == result.label_ids).mean())
    predicted, true = result.predictions.squeeze(-1), result.label_ids.reshape(-1)
    return 0.0 if predicted.std() == 0 or true.std() == 0 else float(np.corrcoef(predicted, true)[0, 1])


def seconds_a_step(model, rows, batch):
    """Trains for three steps on random rows; the first, which also sets things up, does not count."""
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.0)
    collate = DataCollatorWithPadding(tokenizer)
    device = next(model.parameters()).device
    picked = np.random.default_rng(SEED).permutation(len(rows))
    seconds = []
    for step in range(3):
        started = time.perf_counter()
        places = [int(picked[(step * batch + i) % len(rows)]) for i in range(min(batch, len(rows)))]
        tokens = collate([{"input_ids": rows[i]["input_ids"]} for i in places]).to(device)
        loss = model(**tokens).logits.square().mean()
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        loss.item()  # waits for the device
        seconds.append(time.perf_counter() - started)
    return mean(seconds[1:])


def in_words(seconds):
    """A duration as it is said: about 25 minutes."""
    if seconds < 90:
        return f"about {max(10, round(seconds, -1)):.0f} seconds"
    return f"about {seconds / 60:.0f} minutes" if seconds < 5400 else f"about {seconds / 3600:.1f} hours"
`;
