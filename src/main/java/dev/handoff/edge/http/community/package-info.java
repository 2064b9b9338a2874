/**
 * A community over HTTP: everything is put and deleted under ids of the caller, so that a request can be sent again.
 *
 * <pre>
 *   GET | PUT | DELETE /api/posts/{id}                        GET /api/posts/{id}/comments
 *   GET | PUT | DELETE /api/comments/{id}
 *         PUT | DELETE /api/posts/{id}/votes/{user_id}            and of comments
 *   GET | PUT          /api/users/{id}
 *         PUT | DELETE /api/users/{id}/followers/{follower_id}
 *   GET                /api/users/{id}/feed                   GET /api/posts, the hottest first
 *   GET                /api/circles/{id}
 *         PUT | DELETE /api/circles/{id}/members/{user_id}
 *   GET                /api/users/{id}/notices                POST /api/users/{id}/notices/read
 * </pre>
 *
 * <p>Callers are programs that know their users. Whom a request speaks for is in the request.
 */
package dev.handoff.edge.http.community;
