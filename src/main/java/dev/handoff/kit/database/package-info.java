/**
 * PostgreSQL, as every store asks it: plain SQL statements over the reactive driver, columns as parameters and back, ids for
 * new rows, documents with versions, and statements that concurrent operations share.
 *
 * <pre>
 *   operation ─┐
 *   operation ─┼─► GroupCommit ─► one statement ─► Statements ─► Pool ─► PostgreSQL
 *   operation ─┘                  one flush
 * </pre>
 *
 * <p>Stores write SQL and use no mapper, because what keeps tasks right is what a single statement guards; a statement that
 * can be read can be reviewed. Each statement lives with the owner of its table.
 *
 * <p>A database that doesn't answer is {@link dev.handoff.kit.database.StoreUnavailable}, and nothing else is: callers try
 * again after it, and only after it. Whether the statement took effect is unknown then.
 */
package dev.handoff.kit.database;
