/** How tiles fill a stage: all of one size. */
export interface Packing {
  readonly columns: number;
  /** Tiles that are drawn; with `rest`, the last of them counts the others. */
  readonly shown: number;
  /** People who have no tile of their own. */
  readonly rest: number;
  /** CSS pixels. */
  readonly inline: number;
  readonly block: number;
}

interface Stage {
  readonly inline: number;
  readonly block: number;
  readonly gap?: number;
  /** A narrower tile is not worth drawing. */
  readonly least?: number;
}

const WIDEST = 2.1;

function tileFor(count: number, columns: number, { inline, block, gap = 8 }: Stage): { inline: number; block: number } {
  const rows = Math.ceil(count / columns);
  let width = (inline - gap * (columns - 1)) / columns;
  let height = (block - gap * (rows - 1)) / rows;
  const tallest = block > inline ? 3 / 4 : 1;
  if (width > height * WIDEST) width = height * WIDEST;
  if (width < height * tallest) height = width / tallest;
  return { inline: Math.floor(width), block: Math.floor(height) };
}

function packAll(count: number, stage: Stage): Packing {
  let best: Packing = { columns: 1, shown: count, rest: 0, inline: 0, block: 0 };
  for (let columns = 1; columns <= count; columns += 1) {
    const tile = tileFor(count, columns, stage);
    if (tile.block > 0 && tile.inline * tile.block > best.inline * best.block) best = { columns, shown: count, rest: 0, ...tile };
  }
  return best;
}

/** How many squares of the least size have room. */
const fitting = (length: number, gap: number, least: number): number => Math.max(1, Math.floor((length + gap) / (least + gap)));

/**
 * The largest tiles for `count` people on a stage: for each number of columns the tile between 1:1 (3:4 on a tall stage) and 2.1:1.
 * Where tiles would get too narrow only as many are drawn as have room, and the last one stands for the rest.
 */
export function pack(count: number, stage: Stage): Packing {
  const { inline, block, gap = 8, least = 104 } = stage;
  const packing = packAll(count, stage);
  if (count < 3 || packing.inline >= least) return packing;
  // One person and the count of the others is the least that says something.
  const shown = Math.min(count, Math.max(2, fitting(inline, gap, least) * fitting(block, gap, least)));
  return shown === count ? packing : { ...packAll(shown, stage), rest: count - shown + 1 };
}
