/**
 * Redis, as a wire: short texts that all instances hear, and nothing that is kept. A hint that is lost with it is one that
 * nobody depends on, so sending never fails and never waits.
 *
 * <p>In use if {@code REDIS_URL} is set; otherwise nothing is made or connected. The client is Vert.x's, which the extension
 * brings. The extension's own beans are not used: they are made by the build's settings, and a subscription that they have lost
 * stays lost.
 *
 * <p>A subscription has a connection of its own, and others after it for ever. Whether it still hears is found out by sending to
 * itself, because a connection whose other end has gone without a word stays silent and looks well.
 *
 * <p>Other programs may keep something in Redis all the same, such as counts. {@link dev.handoff.kit.redis.RedisHashes} reads and
 * moves that, for tasks that put it where it is kept. Then Redis has to answer, and a failure is the caller's.
 */
package dev.handoff.kit.redis;
