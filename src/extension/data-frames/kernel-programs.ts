import { pythonString } from '../../fine-tuning/python-literal.ts';

/** The mime type by which the programs answer: what libraries print in between is another output. */
export const answerMime = 'application/vnd.intermediate-task-ranker.answer+json';

/** The definition of a function that is called once and leaves nothing in the kernel, not even its name. */
function calledOnce(definition: string, call: string): string {
  return `${definition}
try:
    __import__("IPython").display.display({"${answerMime}": __intermediate_task_ranker(${call})}, raw=True)
finally:
    del __intermediate_task_ranker
`;
}

/**
 * Python that answers with the frames among the kernel's variables: name, library, rows, and the names of the first 100 columns. It
 * imports no library (a frame can only be of one that is loaded) and asks the type, not the value, what it is.
 */
export const listFramesProgram = calledOnce(
  `def __intermediate_task_ranker(variables):
    import sys
    frames = []
    for name, value in list(variables.items()):
        if not isinstance(name, str) or name.startswith("_") or not name.isidentifier():
            continue
        for library, kind in (("pandas", "DataFrame"), ("polars", "DataFrame"), ("datasets", "Dataset")):
            frame = getattr(sys.modules.get(library), kind, None)
            if not isinstance(frame, type) or not issubclass(type(value), frame):
                continue
            try:
                columns = [str(column) for column in (value.column_names if library == "datasets" else value.columns)]
                frames.append({"name": name, "library": library, "rows": len(value), "columns": columns[:100], "width": len(columns)})
            except Exception:
                pass  # a frame that cannot say what it holds cannot be ranked
            break
    return frames`,
  'globals()',
);

/**
 * Python that writes one frame as JSON Lines, which needs no further package: the columns with one value a row (lists, arrays and bytes
 * are no text or label), labels of a `ClassLabel` by their names.
 *
 * @param name of the variable
 * @param path of the new file, on the kernel's machine
 */
export function writeFrameProgram(name: string, path: string): string {
  return calledOnce(
    `def __intermediate_task_ranker(value, path):
    import os, sys
    def is_scalar(column):
        from pandas.api.types import is_scalar
        first = next((one for one in column if one is not None), None)
        return is_scalar(first) and not isinstance(first, bytes)
    def write(frame):
        frame = frame.set_axis([str(name) for name in frame.columns], axis=1)
        frame = frame.loc[:, ~frame.columns.duplicated()]
        frame = frame.loc[:, [is_scalar(frame.iloc[:, at]) for at in range(frame.shape[1])]]
        frame.to_json(path, orient="records", lines=True, force_ascii=False, date_format="iso", double_precision=15,
                      default_handler=str)
    if not os.path.isdir(os.path.dirname(path)):
        return {"written": False}
    polars, datasets = sys.modules.get("polars"), sys.modules.get("datasets")
    if polars and isinstance(value, getattr(polars, "DataFrame", ())):
        kept = [name for name, kind in value.schema.items() if not kind.is_nested() and kind not in (polars.Binary, polars.Object)]
        value.select(kept).write_ndjson(path)
    elif datasets and isinstance(value, getattr(datasets, "Dataset", ())):
        kinds = {name: kind for name, kind in value.features.items() if isinstance(kind, (datasets.Value, datasets.ClassLabel))}
        frame = value.with_format(None).select_columns(list(kinds)).to_pandas()
        for name, kind in kinds.items():
            if isinstance(kind, datasets.ClassLabel):
                known = dict(enumerate(kind.names))
                frame[name] = [known.get(one) for one in frame[name]]
        write(frame)
    else:
        write(value)
    return {"written": True}`,
    `globals()[${pythonString(name)}], ${pythonString(path)}`,
  );
}
