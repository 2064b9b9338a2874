/**
 * Connections before they are requests: how many there may be, and how long a caller may take to say what it wants.
 *
 * <p>Vert.x has one idle timeout for everything. It has to be longer than the longest task, since nothing is sent while a
 * function runs, and so it lets anybody hold connections open with half a header. Here is a clock for headers and one for
 * bodies, and a limit on connections under which those that have waited longest for a request make room for new ones.
 */
package dev.handoff.edge.http.connection;
