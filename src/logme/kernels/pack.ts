import { panelBytes, stripRows } from './micro-kernel.ts';

/**
 * Packs columns `begin` ≤ k < `end` of W·P `[rows, d]`, times `scale`, into strips of 6 rows: `[strips][end - begin][6]`, where P puts the columns
 * of W (float32) in the order of the factor. Further rows must be there and zero, up to a multiple of 6.
 */
export function packWeight<T>(
  weight: usize,
  rows: i32,
  d: i32,
  columnOrder: usize,
  scale: T,
  begin: i32,
  end: i32,
  packed: usize,
): void {
  const rowBytes = (<usize>d) << 2;
  let source = weight;
  let target = packed;
  for (let row = 0; row < rows; row += stripRows) {
    for (let k = begin; k < end; k++) {
      const entry = source + ((<usize>load<i32>(columnOrder + ((<usize>k) << 2))) << 2);
      store<T>(target, scale * <T>load<f32>(entry));
      store<T>(target, scale * <T>load<f32>(entry + rowBytes), sizeof<T>());
      store<T>(target, scale * <T>load<f32>(entry + 2 * rowBytes), 2 * sizeof<T>());
      store<T>(target, scale * <T>load<f32>(entry + 3 * rowBytes), 3 * sizeof<T>());
      store<T>(target, scale * <T>load<f32>(entry + 4 * rowBytes), 4 * sizeof<T>());
      store<T>(target, scale * <T>load<f32>(entry + 5 * rowBytes), 5 * sizeof<T>());
      target += stripRows * sizeof<T>();
    }
    source += <usize>stripRows * rowBytes;
  }
}

/** Packs `depth` rows of a matrix into strips of 6 columns, `[strips][depth][6]`, until `columns` are covered. */
export function packStrips<T>(matrix: usize, rowBytes: usize, depth: i32, columns: i32, packed: usize): void {
  const bytes: usize = stripRows * sizeof<T>();
  let target = packed;
  for (let column = 0; column < columns; column += stripRows) {
    let source = matrix + <usize>column * sizeof<T>();
    for (let k = 0; k < depth; k++) {
      for (let at: usize = 0; at < bytes; at += 8) store<u64>(target + at, load<u64>(source + at));
      target += bytes;
      source += rowBytes;
    }
  }
}

/** Packs `depth` rows of a matrix into panels, `[panels][depth][panel]`, until `columns` are covered. */
export function packPanels<T>(matrix: usize, rowBytes: usize, depth: i32, columns: i32, packed: usize): void {
  const panels = (columns * <i32>sizeof<T>() + panelBytes - 1) / panelBytes;
  let target = packed;
  for (let panel = 0; panel < panels; panel++) {
    let source = matrix + <usize>panel * panelBytes;
    for (let k = 0; k < depth; k++) {
      v128.store(target, v128.load(source));
      v128.store(target, v128.load(source, 16), 16);
      target += panelBytes;
      source += rowBytes;
    }
  }
}
