interface FieldProps {
  label: string;
  values: readonly string[];
  onChange(values: string[]): void;
}

/** One number; empty: none. */
export function NumberField({ label, values: [value = ''], onChange }: FieldProps) {
  const onInput = (event: Event) => {
    if (!(event.currentTarget instanceof HTMLInputElement)) return;
    const { valueAsNumber } = event.currentTarget;
    onChange(Number.isFinite(valueAsNumber) ? [String(valueAsNumber)] : []);
  };
  return (
    <label class="limit">
      {label}
      <input type="number" min="0" value={value} onChange={onInput} />
    </label>
  );
}

/** One text; empty: none. */
export function TextField({ label, values: [value = ''], onChange }: FieldProps) {
  const onInput = (event: Event) => {
    if (!(event.currentTarget instanceof HTMLInputElement)) return;
    const written = event.currentTarget.value;
    onChange(written.trim() === '' ? [] : [written]);
  };
  return (
    <label class="limit text">
      {label}
      <input type="text" value={value} onInput={onInput} spellcheck={false} />
    </label>
  );
}
