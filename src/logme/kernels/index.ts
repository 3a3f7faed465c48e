/**
 * What the kernels' module exports: each step in float32 and in float64. All parameters are addresses in the module's memory (which the
 * caller gives and lays out: `../memory-layout.ts`), sizes in numbers, and distances in bytes. Nothing is allocated here.
 */
import { absorbRows } from './absorb-rows.ts';
import { applyGram } from './apply-gram.ts';
import { applyReflectors } from './apply-reflectors.ts';
import { crossProduct } from './cross-product.ts';
import { gram } from './gram.ts';
import { largestMagnitude } from './largest-magnitude.ts';
import { mapMean } from './map-mean.ts';
import { multiplyRows } from './multiply-rows.ts';
import { multiplyTriangular } from './multiply-triangular.ts';
import { pivotedQr } from './pivoted-qr.ts';
import { rowInfluence } from './row-influence.ts';
import { solveRows } from './solve-rows.ts';
import { tridiagonalise } from './tridiagonalise.ts';

export { absorbRows, applyGram, largestMagnitude, mapMean, multiplyRows, pivotedQr, rowInfluence, solveRows };

export function multiplyTriangular32(
  weight: usize,
  columnOrder: usize,
  scale: f64,
  factorPanels: usize,
  rows: i32,
  d: i32,
  r: i32,
  strips: usize,
  product: usize,
  rowBytes: usize,
): void {
  multiplyTriangular<f32>(weight, columnOrder, scale, factorPanels, rows, d, r, strips, product, rowBytes);
}

export function multiplyTriangular64(
  weight: usize,
  columnOrder: usize,
  scale: f64,
  factorPanels: usize,
  rows: i32,
  d: i32,
  r: i32,
  strips: usize,
  product: usize,
  rowBytes: usize,
): void {
  multiplyTriangular<f64>(weight, columnOrder, scale, factorPanels, rows, d, r, strips, product, rowBytes);
}

export function gram32(
  matrix: usize,
  d: i32,
  n: i32,
  strips: usize,
  panels: usize,
  product: usize,
  rowBytes: usize,
): void {
  gram<f32>(matrix, d, n, strips, panels, product, rowBytes);
}

export function gram64(
  matrix: usize,
  d: i32,
  n: i32,
  strips: usize,
  panels: usize,
  product: usize,
  rowBytes: usize,
): void {
  gram<f64>(matrix, d, n, strips, panels, product, rowBytes);
}

export function tridiagonalise32(
  matrix: usize,
  rowBytes: usize,
  n: i32,
  reflectors: usize,
  taus: usize,
  pending: usize,
  product: usize,
  diagonal: usize,
  offDiagonal: usize,
): void {
  tridiagonalise<f32>(matrix, rowBytes, n, reflectors, taus, pending, product, diagonal, offDiagonal);
}

export function tridiagonalise64(
  matrix: usize,
  rowBytes: usize,
  n: i32,
  reflectors: usize,
  taus: usize,
  pending: usize,
  product: usize,
  diagonal: usize,
  offDiagonal: usize,
): void {
  tridiagonalise<f64>(matrix, rowBytes, n, reflectors, taus, pending, product, diagonal, offDiagonal);
}

export function applyReflectors32(
  reflectors: usize,
  rowBytes: usize,
  taus: usize,
  n: i32,
  vectors: usize,
  vectorBytes: usize,
  count: i32,
  backwards: bool,
): void {
  applyReflectors<f32>(reflectors, rowBytes, taus, n, vectors, vectorBytes, count, backwards);
}

export function applyReflectors64(
  reflectors: usize,
  rowBytes: usize,
  taus: usize,
  n: i32,
  vectors: usize,
  vectorBytes: usize,
  count: i32,
  backwards: bool,
): void {
  applyReflectors<f64>(reflectors, rowBytes, taus, n, vectors, vectorBytes, count, backwards);
}

export function crossProduct64(
  a: usize,
  aRowBytes: usize,
  m: i32,
  b: usize,
  bRowBytes: usize,
  n: i32,
  depth: i32,
  strips: usize,
  panels: usize,
  product: usize,
  rowBytes: usize,
  lower: bool,
  accumulate: bool,
): void {
  crossProduct<f64>(a, aRowBytes, m, b, bRowBytes, n, depth, strips, panels, product, rowBytes, lower, accumulate);
}
