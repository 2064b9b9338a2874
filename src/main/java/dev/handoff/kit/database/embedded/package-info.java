/**
 * Where the database comes from: a server that {@code DATABASE_URL} names, or one of our own.
 *
 * <p>With nothing configured the program unpacks PostgreSQL below {@code HANDOFF_DATA}, starts it and keeps its data there
 * over restarts. Any number of processes may share one folder, so that {@code serve} can go on in one terminal while
 * {@code run} is used in another: the first one starts the server, later ones attach to it, and the last one to
 * leave stops it. Who is there is told by file locks, which the operating system takes back from a process that is killed.
 */
package dev.handoff.kit.database.embedded;
