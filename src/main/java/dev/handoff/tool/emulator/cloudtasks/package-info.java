/**
 * Google Cloud Tasks on this machine: the same API over gRPC and over HTTP with JSON at one port, and the same behaviour
 * towards targets.
 *
 * <pre>
 *   gRPC ──► GrpcFace ─┐
 *                      ├─► QueueOperations, TaskOperations ──► Queues ──► TaskQueue ──► Pusher ──► HttpCourier ──► target
 *   JSON ──► RestFace ─┘                                                 Lineup,       faults,    TokenMint,
 *                                                                        TokenBucket,  Ledger     Headers
 *                                                                        Throttle, RetryBackoff
 * </pre>
 *
 * <p>Everything runs on one thread, and waits on a {@code Timeline}, so the rules of queues are tested without waiting and
 * without a network. Nothing is stored: the tasks end with the process.
 *
 * <p>Its behaviour follows the API's proto files and the quotas page and, where these are silent, answers of the real
 * service; every constant names its source. Messages are the real ones, with the offending value
 * added.
 *
 * <p>It has no beans and no place in the native executable: only the service file knows it.
 * Of Handoff it knows the package above and nothing else.
 */
package dev.handoff.tool.emulator.cloudtasks;
