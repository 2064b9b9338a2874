/**
 * Files of the storage over HTTP: a recording comes in, an episode or a transcript is fetched.
 *
 * <pre>
 *   GET | HEAD /api/files/{name}    whole or a range, with ETag and the preconditions of RFC 9110
 *   PUT        /api/files/{name}    makes or replaces the file at once
 * </pre>
 *
 * <p>A name is one that tasks may use, and follows the storage's rules; a slash in it may be written as it is. What a task
 * may read or write, a caller with the API's key may, and nothing else.
 */
package dev.handoff.edge.http.file;
