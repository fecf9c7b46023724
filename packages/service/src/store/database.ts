import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { CallError } from '@call-elements/protocol';
import { SCHEMA, SCHEMA_VERSION } from './schema.js';

/** One SQLite file: prepared statements, and transactions that either happen or do not. */
export class Database {
  readonly #sqlite: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /**
   * Opens the file, or makes it.
   * @throws {CallError} `ERR_CONFIG` when the file was written by another version of the service
   */
  constructor(path: string) {
    this.#sqlite = new DatabaseSync(path);
    this.#sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 2000;');
    const version = this.row<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0;
    if (version === SCHEMA_VERSION) return;
    if (version !== 0) {
      this.#sqlite.close();
      throw new CallError('ERR_CONFIG', `The database has version ${String(version)}, this service knows ${String(SCHEMA_VERSION)}`);
    }
    this.transaction(() => {
      this.#sqlite.exec(`${SCHEMA} PRAGMA user_version = ${String(SCHEMA_VERSION)};`);
    });
  }

  // The statement's own columns are the shape: the caller, who wrote the statement, names it.
  /* eslint-disable @typescript-eslint/no-unnecessary-type-parameters */
  /** The first row. */
  row<T>(sql: string, ...values: SQLInputValue[]): T | undefined {
    return this.#prepare(sql).get(...values) as T | undefined;
  }

  /** All rows. */
  rows<T>(sql: string, ...values: SQLInputValue[]): T[] {
    return this.#prepare(sql).all(...values) as T[];
  }

  /* eslint-enable @typescript-eslint/no-unnecessary-type-parameters */

  /** @returns how many rows changed */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#prepare(sql).run(...values).changes);
  }

  /** Runs `work` in one transaction; nothing of it stays when it throws. */
  transaction<T>(work: () => T): T {
    this.#sqlite.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#sqlite.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#sqlite.isTransaction) this.#sqlite.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#statements.clear();
    if (this.#sqlite.isOpen) this.#sqlite.close();
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#sqlite.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
